"""Property-based tests are not timed: machines are shared. With `CI` set, Hypothesis also stops to vary."""

import os

from hypothesis import settings

settings.register_profile("portal", deadline=None)
if "CI" not in os.environ:
    settings.load_profile("portal")
