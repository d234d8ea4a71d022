"""The words of the domain, its errors, and that its values cannot be changed."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest

import annotator.domain
from annotator.domain import errors
from annotator.domain.article import Article, ArticleMetadata
from annotator.domain.claim import ClaimKind, ClaimState, Origin
from annotator.domain.verdict import Verdict


def _values() -> Iterator[type]:
    for found in pkgutil.iter_modules(annotator.domain.__path__):
        module = importlib.import_module(f"annotator.domain.{found.name}")
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__ == module.__name__:
                yield value


@pytest.mark.parametrize("value", [value for value in _values() if dataclasses.is_dataclass(value)])
def test_values_are_frozen(value: type) -> None:
    assert value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(value, "__slots__")


def test_the_words_are_those_of_the_glossary() -> None:
    # They stand in project files and exports: changing one breaks files that exist.
    assert [verdict.value for verdict in Verdict] == ["verified", "disputed", "unsupported"]
    assert [state.value for state in ClaimState] == ["open", "dismissed", "removed"]
    assert [origin.value for origin in Origin] == ["detector", "reviewer"]
    assert [kind.value for kind in ClaimKind] == [
        *("quantity", "date", "ordinal", "quotation", "attribution", "event"),
        *("comparison", "causal", "law", "prediction", "other"),
    ]


def test_an_article_is_called_by_its_outlet_or_else_by_its_title(
    make_article: Callable[..., Article],
) -> None:
    assert make_article(metadata=ArticleMetadata("Title", outlet="Outlet")).label == "Outlet"
    assert make_article(metadata=ArticleMetadata("Title")).label == "Title"


@pytest.mark.parametrize(
    "kind", [value for value in _values() if issubclass(value, errors.ReportedError)]
)
def test_a_fault_says_what_happened_what_is_safe_and_what_to_do(
    kind: type[errors.ReportedError],
) -> None:
    fault = kind("It is full.", "Nothing was lost.", "Make room.", details="errno 28")
    assert str(fault) == "It is full. Nothing was lost. Make room."
    assert (fault.what, fault.safe) == ("It is full.", "Nothing was lost.")
    assert fault.remedy == "Make room."
    assert fault.details == "errno 28"
    assert str(kind("It is full.", "Nothing was lost.")) == "It is full. Nothing was lost."
