"""The form that begins an import."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.exchange import mapping_reader
from offers.exchange.mapping import ImportMapping
from offers.exchange.mapping_reader import MappingError, read_mapping
from offers.exchange.staging import discard_forgotten, stage
from offers.exchange.tables import DEFAULT_LIMITS, ENDINGS, FileError
from offers.models import ImportRun

SHIPPED = Path(mapping_reader.__file__).parent / "mappings"
MOST_MAPPING_BYTES = 400_000
RUNS_OFFERED = 10


class ImportForm(forms.Form):
    """A file and the mapping that explains its columns: a known one, or one that is sent along."""

    file = forms.FileField(label=gettext_lazy("Datei"), max_length=200)
    mapping = forms.ChoiceField(required=False)  # its choices are known when the form is shown
    mapping_file = forms.FileField(
        label=gettext_lazy("oder eine eigene Zuordnung"),
        required=False,
        help_text=gettext_lazy(
            "Eine TOML-Datei. Sie gilt statt der Auswahl und steht beim nächsten Mal darin."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["mapping"] = forms.ChoiceField(
            label=_("Zuordnung"), required=False, choices=list(_known_mappings())
        )
        self.fields["file"].help_text = _("CSV, XLSX oder NDJSON, höchstens %(most)d MB.") % {
            "most": DEFAULT_LIMITS.file_bytes // 1_000_000
        }
        self.fields["file"].widget.attrs["accept"] = ",".join(ENDINGS)
        self.fields["mapping_file"].widget.attrs["accept"] = ".toml"

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > DEFAULT_LIMITS.file_bytes:
            raise forms.ValidationError(
                _("Die Datei ist mit %(size)d MB zu groß. Möglich sind höchstens %(most)d MB.")
                % {"size": file.size // 1_000_000, "most": DEFAULT_LIMITS.file_bytes // 1_000_000}
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        field = "mapping_file" if cleaned.get("mapping_file") else "mapping"
        try:
            cleaned["mapping_text"] = self._mapping_text(cleaned)
            plan = read_mapping(cleaned["mapping_text"])
        except MappingError as error:
            self.add_error(field, list(error.problems))
            return cleaned
        if plan.publish and not self.user.has_perm("offers.publish_offer"):
            self.add_error(
                field, _("Diese Zuordnung veröffentlicht sofort. Dazu fehlt Ihnen die Berechtigung.")
            )
        elif not self.errors:
            cleaned["run"] = self._staged(cleaned["file"], plan, cleaned["mapping_text"])
        return cleaned

    def _mapping_text(self, cleaned: dict[str, Any]) -> str:
        if file := cleaned.get("mapping_file"):
            try:
                return str(file.read(MOST_MAPPING_BYTES).decode("utf-8-sig"))
            except UnicodeDecodeError:
                raise MappingError([_("Die Zuordnung ist kein UTF-8.")]) from None
        kind, _colon, name = cleaned.get("mapping", "").partition(":")
        if kind == "file":
            return (SHIPPED / name).read_text(encoding="utf-8")
        if kind == "run" and (run := ImportRun.objects.filter(pk=name).first()):
            return run.mapping_text
        raise MappingError([_("Bitte wählen Sie eine Zuordnung.")])

    def _staged(self, file: UploadedFile, plan: ImportMapping, text: str) -> ImportRun | None:
        run = ImportRun(
            started_by=self.user, file_name=file.name or "", mapping_name=plan.name[:200], mapping_text=text
        )
        discard_forgotten()
        folder = Path(settings.UPLOADS_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            copy.flush()
            try:
                stage(run, Path(copy.name), plan)
            except FileError as error:
                self.add_error("file", str(error))
                return None
        return run


def _known_mappings() -> Iterator[tuple[str, str]]:
    """Those that come with the portal, and those of the last imports; the values name where they lie."""
    texts = set()
    for path in sorted(SHIPPED.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        texts.add(text)
        yield f"file:{path.name}", read_mapping(text).name
    for run in ImportRun.objects.order_by("-pk")[:RUNS_OFFERED]:
        if run.mapping_text not in texts:
            texts.add(run.mapping_text)
            label = _("%(name)s (zuletzt am %(day)s)")
            yield (
                f"run:{run.pk}",
                label % {"name": run.mapping_name, "day": date_format(localtime(run.started_at))},
            )
