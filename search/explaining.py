"""A search explained in words: what it was understood as, and what each hit won by."""

from collections.abc import Iterator

from search.explanation import Explanation
from search.results import Hit, SearchResults
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, TextPlan, Word


def explain(results: SearchResults) -> Iterator[str]:
    """The lines that say it, for a terminal."""
    yield from _explain_search(results)
    yield ""
    first = (results.page - 1) * len(results.hits) + 1
    for place, hit in enumerate(results.hits, first):
        yield from _explain_hit(place, hit)


def _explain_search(results: SearchResults) -> Iterator[str]:
    query, plan = results.query, results.plan
    yield f"Search     {query.to_querystring() or '(everything)'}"
    yield f"Engine     {results.engine}{', degraded' if results.is_degraded else ''}"
    yield f"Found      {results.total}, page {results.page} of {results.pages}, by {query.effective_sort}"
    if results.corrected:
        yield f"Corrected  {results.corrected}"
    if plan:
        yield f"Language   {plan.language or 'unknown'}{'' if plan.makes_sense else ', no known word'}"
        yield f"Meaning    {'looked for' if results.is_by_meaning else 'not looked for'}"
        yield f"Words      {plan.required} of {len(plan.clauses)} required"
        yield from _explain_plan(plan)


def _explain_plan(plan: TextPlan) -> Iterator[str]:
    for clause in plan.clauses:
        yield f"  {_words(clause.exact)}"
        if related := list(_related(clause)):
            yield f"    related  {', '.join(related)}"
        if clause.likely:
            yield f"    likely   {', '.join(_in_words(node) for node in clause.likely)}"
        if clause.similar:
            yield f"    spelled  {' '.join(similar.word for similar in clause.similar)}"


def _choices(node: Node) -> tuple[Node, ...]:
    return node.choices if isinstance(node, AnyOf) else (node,)


def _words(node: Node) -> str:
    return " | ".join(_in_words(choice) for choice in _choices(node) if not isinstance(choice, Related))


def _related(clause: Clause) -> Iterator[str]:
    return (_in_words(choice) for choice in _choices(clause.exact) if isinstance(choice, Related))


def _in_words(node: Node) -> str:
    match node:
        case Word():
            return "/".join(node.stems)
        case Code():
            return f"[{node.code}]"
        case AllOf():
            return f"({' + '.join(_in_words(part) for part in node.parts)})"
        case AnyOf():
            return " | ".join(_in_words(choice) for choice in node.choices)
        case Related():
            return _in_words(node.node)


def _explain_hit(place: int, hit: Hit) -> Iterator[str]:
    yield f"{place:>3}. {hit.score:.4f}  {hit.card.title}  (offer {hit.pk}, {hit.card.provider_name})"
    if hit.explanation:
        yield f"     {_sum(hit.explanation)}"


def _sum(explanation: Explanation) -> str:
    """What the score is made of; an offer beyond those that are fused has no share of any."""
    shares = [f"{name} {share:.4f}" for name, share in explanation.parts.items() if share]
    boosts = [f"{boost.name} {boost.factor:.2f}" for boost in explanation.boosts]
    if not shares:
        return "after the best, by its words or its meaning alone"
    return " × ".join(
        [f"({' + '.join(shares)})" if boosts and len(shares) > 1 else " + ".join(shares), *boosts]
    )
