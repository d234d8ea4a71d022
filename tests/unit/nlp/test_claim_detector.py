"""Claims of hard sentences: where they begin and end, how they score, and why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from annotator.domain.claim import ClaimKind
from annotator.nlp.check_worthiness import Score
from annotator.nlp.claim_detector import ClaimDetector
from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.detector import Detector
from annotator.nlp.signs import Sign
from tests.unit.nlp.conftest import Mark

pytestmark = pytest.mark.spacy


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        # Coordinated independent clauses are two claims, without the comma and the "and".
        ("Four people were still missing on Friday, and 37 patients were taken to hospital.",
         ["Four people were still missing on Friday", "37 patients were taken to hospital"]),
        # One subject with two verbs is one, unless each tells a value of its own.
        ("The ferry struck a reef and sank in the strait.",
         ["The ferry struck a reef and sank in the strait"]),
        ("The ferry was built in 1998 and refitted in 2016.",
         ["The ferry was built in 1998", "refitted in 2016"]),
        # A quotation stays whole, over clauses and over sentences.
        ("“The cost rose to 5 million euros and the mayor paid it,” the auditor said.",
         ["“The cost rose to 5 million euros and the mayor paid it,” the auditor said"]),
        ("The chair said: “We have waited eleven years. We will build 640 homes.”",
         ["The chair said: “We have waited eleven years. We will build 640 homes.”"]),
        # Dateline, dash and closing marks are no part of it; abbreviations keep their dot.
        ("OSTHAVN, Oct 10 (CW) — Eleven people died in the U.S.",
         ["Eleven people died in the U.S."]),
        ("— Eleven people died on Friday;", ["Eleven people died on Friday"]),
        ("(Eleven people died on Friday.)", ["Eleven people died on Friday"]),
    ],
)  # fmt: skip
def test_where_claims_begin_and_end(mark: Mark, text: str, quotes: list[str]) -> None:
    assert [claim.quote for claim in mark(text)] == quotes


def test_no_claim_runs_over_a_paragraph(mark: Mark) -> None:
    text = "The council approved the loan of 40 million\n\nand the club bought the land in 2019."
    for claim in mark(text):
        assert "\n" not in claim.quote


@pytest.mark.parametrize(
    "text",
    [
        "According to the coast guard, the ferry was carrying 50,000 litres of diesel on Friday.",
        "“The city lost 4.5 million euros in 2023,” said auditor Mette Ruud.",
        "Twenty-one people were killed in Osthavn on Thursday, police spokesman Per Eik said.",
    ],
)
def test_attributed_figures_score_high(mark: Mark, text: str) -> None:
    (claim,) = mark(text)
    assert claim.score >= 0.8
    assert "quantity" in claim.kinds


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested the captain, Ragnar Holm, in Osthavn.",
        "Moscow has seized a large part of Ukraine.",
        "The council approved the new stadium on Monday.",
    ],
)
def test_named_events_score_in_the_middle(mark: Mark, text: str) -> None:
    assert 0.5 <= mark(text)[0].score <= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "As the world watches the dynamic unfold, the stakes remain high.",
        "The implications of this shift are far-reaching.",
        "Experts expect that the tragedy could lead to tougher rules.",
        "The coming months may see a dramatic shift.",
    ],
)
def test_scenery_and_speculation_score_low(mark: Mark, text: str) -> None:
    assert all(claim.score < 0.45 for claim in mark(text))


@pytest.mark.parametrize(
    "text",
    [
        "Did anyone check the 14 lifeboats in 2023?",
        "Who will tell her why it happened?",
        "I think the mayor is a terrible man.",
        "Avoid the weekends.",
        "© 2025 The Daily Lamp. All rights reserved.",
        "By Tuva Lie and Per Eik\n\nWho knows?",
        "STADIUM PLAN APPROVED AFTER FIVE-HOUR DEBATE",
    ],
)
def test_what_is_no_statement_scores_near_nothing(mark: Mark, text: str) -> None:
    assert all(claim.score < 0.25 for claim in mark(text))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Some 50,000 troops are in the Kursk region.", "states a figure: Some 50,000 troops"),
        ("It was sold for twelve million.", "states a figure: twelve million"),
        ("The call took place on Thursday, November 7.", "gives a date: Thursday, November 7"),
        ("It was the first divided vote since 2021.",
         "first of its kind: first divided vote since 2021"),
        ("Spokesman Dmitry Peskov said that the call had taken place.",
         "says who said it: Dmitry Peskov"),
        ("According to the coast guard, nobody was hurt.", "says who said it: the coast guard"),
        ("The island is larger than Malta.", "compares: larger than"),
        ("Donald Trump met Vladimir Putin.", "names: Donald Trump, Vladimir Putin"),
        ("The rate fell to 5.25 percent.", "states a figure: 5.25 percent"),
        ("Police arrested the captain.", "says what happened: arrested the captain"),
        ("The thieves escaped by water.", "says what happened: escaped"),
        ("The city has never been so green.", "gives no figure and no date"),
        ("I think that the mayor wrote to the council.", "opinion: I think"),
        ("I saw two men in 2019.", "personal experience: I saw"),
        ("The ship held 14 tonnes of oil, the coast guard said.",
         "says who said it: the coast guard"),
        ("Did the 14 lifeboats work?", "asks a question"),
    ],
)  # fmt: skip
def test_cues_say_what_is_there(mark_by_rules: Mark, text: str, cue: str) -> None:
    assert cue in [found for claim in mark_by_rules(text) for found in claim.cues] or _low(
        mark_by_rules, text, cue
    )


def _low(mark: Mark, text: str, cue: str) -> bool:
    # A question is dropped altogether unless it is full of facts.
    return cue == "asks a question" and not mark(text)


@pytest.mark.parametrize(
    ("text", "lie"),
    [
        ("The second officer was on the bridge.", "first of its kind"),
        ("Gusts of 25 metres per second were recorded.", "first of its kind"),
        ("Nurse Anita Holm, 29, was not on board.", "gives a date"),
        ("More than 200 people were on board.", "compares"),
        ("The minister sold the ship rather than repaired it.", "compares"),
        ("The boat could not be launched.", "does not commit"),
        ("The vote is on 4 May.", "does not commit"),
        ("The reporter said it, although the Kremlin denied the claims.",
         "says who said it: the claims"),
    ],
)  # fmt: skip
def test_cues_say_nothing_that_is_not_there(mark_by_rules: Mark, text: str, lie: str) -> None:
    claims = mark_by_rules(text)
    assert claims
    assert not [cue for claim in claims for cue in claim.cues if cue.startswith(lie)]


def test_a_title_is_marked_once_and_a_heading_is_weighed_down(mark: Mark) -> None:
    title = "Ferry runs aground off Torsk Island, killing 11 people"
    text = f"{title}\n\n{title}\n\nEleven people died on Friday.\n\n11 people killed at sea"
    text += "\n\nThe captain was questioned for two hours."
    quotes = [claim.quote for claim in mark(text) if claim.score >= 0.2]
    assert quotes.count(title) == 1
    assert "Eleven people died on Friday" in quotes
    assert "11 people killed at sea" not in quotes


def test_kinds_are_known_words_and_never_none(mark: Mark) -> None:
    text = "The court banned the party on Friday. It is green."
    for claim in mark(text):
        assert claim.kinds
        assert all(ClaimKind(kind) for kind in claim.kinds)
    assert "law" in mark(text)[0].kinds


class _AlwaysHalf:
    name = "half"
    version = "0"
    threshold = 0.5

    def score(self, units: Sequence[ClaimFeatures]) -> list[Score]:
        return [
            Score(0.5, ((Sign.FIGURE, 1.0),) if features.has(Sign.FIGURE) else ())
            for features in units
        ]


def test_another_scorer_takes_the_place_of_the_rules(
    detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)
    monkeypatch.setattr(component, "scorer", _AlwaysHalf())
    rows = detector.read("Did 11 people die? It rained.")
    assert [row[3] for row in rows] == [0.5, 0.5]
    assert [row[4][0] for row in rows] == [
        "states a figure: 11 people",
        "gives no figure and no date",
    ]


def test_the_component_fills_the_span_group_of_any_doc(detector: Detector) -> None:
    nlp: Language = detector.nlp
    doc = nlp("Eleven people died on Friday.\n\nDid they?")
    (span, *_) = doc.spans["claims"]
    assert span.text == "Eleven people died on Friday"
    assert ClaimKind.QUANTITY in span._.claim_kinds
    assert 0.5 < span._.check_worthiness <= 1
    assert span._.cues


def test_only_the_components_that_are_needed_run(detector: Detector) -> None:
    assert detector.nlp.pipe_names == [
        "block_borders",
        "tok2vec",
        "tagger",
        "parser",
        "ner",
        "claim_detector",
    ]


def test_pieces_that_are_scored_together_keep_their_own_claims(detector: Detector) -> None:
    texts = [
        "Eleven people died on Friday. The ferry was built in 1998 and refitted in 2016.",
        "",
        "Why?",
        "The council approved a loan of 40 million crowns by seven votes to four.",
    ]

    def claims(doc: Doc) -> list[tuple[int, int, float, tuple[str, ...]]]:
        return [
            (span.start, span.end, pytest.approx(span._.check_worthiness, abs=1e-5), span._.cues)
            for span in doc.spans["claims"]
        ]

    alone = [claims(detector.nlp(text)) for text in texts]
    for size in (1, 3, 64):
        assert [claims(doc) for doc in detector.nlp.pipe(texts, batch_size=size)] == alone
    assert [len(found) > 0 for found in alone] == [True, False, False, True]


def test_the_language_model_multiplies_matrices_with_numpy(detector: Detector) -> None:
    models = [
        component.model
        for _, component in detector.nlp.pipeline
        if isinstance(getattr(component, "model", None), Model)
    ]
    assert len(models) >= 4
    assert not any(part.ops.use_blis for model in models for part in model.walk())
