"""The parts that find links: grouping, candidates, weights, values, syntax, surroundings."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.comparison import likeness, surroundings
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import ClaimTable, claim_table
from annotator.nlp.comparison.combiner import LinkWeightsDamaged, load_combiner
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.grouping import groups_of, signature
from annotator.nlp.comparison.lexicon import Lexicon, load_lexicon
from annotator.nlp.comparison.stated_values import agreement, stated_values
from annotator.nlp.comparison.syntax import governors, reporting_words
from annotator.nlp.detector import Detector
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim

Parse = Callable[..., list[ParsedClaim]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def parse(detector: Detector) -> Parse:
    """``parse(text, quote, ...)``: the parsed claims at the quotes; without any the whole text."""

    def parse(text: str, *quotes: str) -> list[ParsedClaim]:
        spans = [
            Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes or [text]
        ]
        claims = tuple(ComparedClaim(number, span) for number, span in enumerate(spans))
        article = ComparedArticle(1, text, "", "", "", claims)
        return list(ArticleReader(detector.nlp).claims(article, Dating()))

    return parse


@pytest.fixture(scope="module")
def table(parse: Parse, lexicon: Lexicon) -> ClaimTable:
    facts = ["The ferry hit a reef.", "Nine sailors drowned.", "The captain was arrested."]
    told = ["The ship struck a rock.", "Nine of the crew died.", "Police held the skipper."]
    third = ["A reef was hit by the ferry.", "Ten sailors drowned."]
    groups = [[parse(text)[0] for text in article] for article in (facts, told, third)]
    return claim_table(groups, lexicon)


def test_articles_are_grouped_by_their_rare_words(lexicon: Lexicon) -> None:
    texts = [
        "Kestrel Airways cancelled sixty flights at Dunmore airport after pilots walked out.",
        "The string quartet recorded all of the late sonatas in a monastery near Vellano.",
        "Pilots of Kestrel Airways went on strike, and flights from Dunmore were cancelled.",
        "",
    ]
    groups = groups_of([signature(text, lexicon) for text in texts])
    assert groups == ((0, 2), (1,), (3,))


def test_frequent_words_group_nothing(lexicon: Lexicon) -> None:
    texts = ["They said that it was the first time.", "It was said that they had the time first."]
    assert len(groups_of([signature(text, lexicon) for text in texts])) == 2


def test_articles_are_grouped_by_way_of_a_third() -> None:
    one, both, other = {"a": 1.0}, {"a": 0.7, "b": 0.7}, {"b": 1.0}
    assert groups_of([one, other]) == ((0,), (1,))
    assert groups_of([one, other, both]) == ((0, 1, 2),)


def test_an_article_a_little_like_two_events_does_not_make_one_of_them() -> None:
    ferry = [{"ferry": 0.8, "reef": 0.6}] * 3
    opera = [{"opera": 0.8, "baton": 0.6}] * 3
    between = {"ferry": 0.2, "opera": 0.2, "gala": 0.959}
    assert groups_of([*ferry, *opera, between]) == ((0, 1, 2, 6), (3, 4, 5))


def test_every_pair_of_different_articles_is_a_candidate(table: ClaimTable) -> None:
    firsts, seconds = candidate_pairs(table)
    pairs = list(zip(firsts.tolist(), seconds.tolist(), strict=True))
    expected = [
        (one, other)
        for one in range(len(table))
        for other in range(one + 1, len(table))
        if table.articles[one] != table.articles[other]
    ]
    assert pairs == expected


def test_of_too_many_pairs_those_with_rare_words_remain(table: ClaimTable) -> None:
    firsts, seconds = candidate_pairs(table, all_pairs=3, per_claim=2)
    pairs = set(zip(firsts.tolist(), seconds.tolist(), strict=True))
    assert (0, 6) in pairs  # ferry, hit, reef
    assert (1, 4) in pairs  # nine
    assert (1, 7) in pairs  # sailors, drowned
    assert (2, 6) not in pairs
    assert all(table.articles[one] != table.articles[other] for one, other in pairs)
    assert all(one < other for one, other in pairs)


def test_likeness_is_the_same_from_either_side(table: ClaimTable) -> None:
    firsts, seconds = candidate_pairs(table)
    there = likeness.likeness(table, firsts, seconds)
    back = likeness.likeness(table, seconds, firsts)
    assert np.allclose(there, back, atol=1e-5)
    assert np.isfinite(there).all()


def test_a_word_of_the_same_meaning_is_nearly_the_same_word(table: ClaimTable) -> None:
    column = likeness.FEATURES.index("words")
    alike = likeness.likeness(table, np.array([0, 0]), np.array([3, 4]))[:, column]
    assert alike[0] > 0.4 > alike[1]


def test_no_pairs_have_no_features(table: ClaimTable) -> None:
    none = np.zeros(0, np.int64)
    assert likeness.likeness(table, none, none).shape == (0, len(likeness.FEATURES))
    empty = surroundings.surroundings(table, none, none, np.zeros(0, np.float32))
    assert empty.shape == (0, len(surroundings.FEATURES))


def _around(table: ClaimTable, strong: set[tuple[int, int]]) -> dict[tuple[int, int], Any]:
    firsts, seconds = candidate_pairs(table)
    pairs = list(zip(firsts.tolist(), seconds.tolist(), strict=True))
    scores = np.array([0.9 if pair in strong else 0.01 for pair in pairs], np.float32)
    rows = surroundings.surroundings(table, firsts, seconds, scores)
    return {
        pair: dict(zip(surroundings.FEATURES, row.tolist(), strict=True))
        for pair, row in zip(pairs, rows, strict=True)
    }


def test_third_articles_support_a_pair(table: ClaimTable) -> None:
    around = _around(table, {(0, 6), (3, 6)})
    assert around[0, 3]["support"] == pytest.approx(0.9, abs=1e-3)
    assert around[1, 3]["support"] == 0
    assert around[0, 6]["support"] == 0


def test_neighbours_of_counterparts_are_told(table: ClaimTable) -> None:
    around = _around(table, {(0, 3), (2, 5)})
    assert around[1, 4]["neighbours_along"] == pytest.approx(0.9, abs=1e-3)
    assert around[1, 5]["neighbours_along"] < 0.1
    # The next article's first claim is nobody's neighbour.
    assert around[2, 6]["neighbours_along"] < 0.1


def test_margins_tell_the_best_of_an_article(table: ClaimTable) -> None:
    around = _around(table, {(0, 3), (0, 4), (1, 7)})
    assert around[1, 7]["margin_least"] > 4
    assert around[0, 3]["margin_least"] == 0
    assert around[0, 5]["margin_least"] < -4


@pytest.mark.parametrize("score", [0.05, 0.5, 0.9])
def test_two_claims_that_lie_alone_are_not_alike_for_that(
    parse: Parse, lexicon: Lexicon, score: float
) -> None:
    one, other = parse("The ferry was built in 1998."), parse("A ticket costs nine marks.")
    table = claim_table([one, other], lexicon)
    pair = np.array([0]), np.array([1])
    found = dict(zip(likeness.FEATURES, likeness.likeness(table, *pair)[0], strict=True))
    assert found["headlines"] == pytest.approx(0, abs=1e-3)
    assert found["openings"] == pytest.approx(0, abs=1e-2)
    scores = np.array([score], np.float32)
    row = surroundings.surroundings(table, *pair, scores)[0]
    around = dict(zip(surroundings.FEATURES, row, strict=True))
    # As if each had a rival, and company, of the usual kind.
    odds = np.log(score / (1 - score))
    assert around["margin_least"] == pytest.approx(min(5, odds + 2), abs=1e-3)
    assert around["company"] == pytest.approx(2 * (odds - 4) / 5, abs=1e-3)


def test_a_shared_word_weighs_on_the_smallest_desk_too(parse: Parse, lexicon: Lexicon) -> None:
    one, other = parse("The Korvo ferry sank."), parse("Where the Korvo ferry sank is unknown.")
    table = claim_table([one, other], lexicon)
    assert table.weights[table.vocabulary["ferry"]] > 0.4


def test_values_agree_by_size_and_unit(parse: Parse) -> None:
    texts = [
        "The wind reached 90 km/h.",
        "The wind reached 25 m/s.",
        "The wind reached 12 m/s.",
        "The prize was 40 million euros.",
        "The call came at 4:12 a.m.",
        "The call came at 4:20 a.m.",
        "It was her third title.",
        "It was her fourth title.",
    ]
    values = stated_values([parse(text)[0] for text in texts], np.arange(len(texts)))
    firsts = np.array([0, 0, 0, 4, 6, 6])
    seconds = np.array([1, 2, 3, 5, 7, 6])
    found = agreement(values, firsts, seconds)
    near = found["measure_near"]
    assert near[0] == 1
    assert 0 < near[1] < 0.5
    assert near[2] == 0
    assert found["measure_miss"][2] == 0
    assert 0.7 < found["clock_near"][3] < 1
    assert found["ordinal_miss"].tolist() == [0, 0, 0, 0, 1, 0]
    assert found["ordinal_agree"].tolist() == [0, 0, 0, 0, 0, 1]


def test_degrees_below_zero_are_values_too(parse: Parse) -> None:
    texts = ["It was 10 degrees Fahrenheit.", "It was 12 degrees Celsius.", "It was 40 °C."]
    values = stated_values([parse(text)[0] for text in texts], np.arange(len(texts)))
    near = agreement(values, np.array([0, 0]), np.array([1, 2]))["measure_near"]
    assert near[0] > 0.5 > near[1]


def test_a_value_that_is_alone_of_its_kind_tells_more(parse: Parse) -> None:
    texts = (
        *("The stadium costs £186 million.", "It has 32,000 seats.", "Parking holds 900 cars."),
        *("The £168 million ground is approved.", "It seats 30,000.", "The mayor spoke."),
    )
    values = stated_values([parse(text)[0] for text in texts], np.array([0, 0, 0, 1, 1, 1]))
    found = agreement(values, np.array([0, 1, 0, 0]), np.array([3, 4, 4, 5]))
    assert found["kind_shared"].tolist() == [1, 1, 0, 0]
    assert found["kind_alone"][0] == 1
    assert 0.6 < found["kind_alone"][1] < 0.8


def test_what_governs_a_fragment_is_its_host(parse: Parse, lexicon: Lexicon) -> None:
    text = "The ferry struck a reef late on Thursday. Divers came on Friday, the mayor said."
    spans = ("The ferry struck a reef", "late on Thursday", "on Friday", "the mayor said")
    assert claim_table([parse(text, *spans)], lexicon).hosts.tolist() == [0, 0, 3, 3]


def test_fragments_take_after_the_claims_that_govern_them(parse: Parse, lexicon: Lexicon) -> None:
    ends = (("late on Thursday", "on Monday"), ("in the night", "in May"))
    texts = (
        ("The ferry struck a reef late on Thursday. The port reopens on Monday."),
        ("A ship hit rocks in the night. The mayor resigned in May."),
    )
    events = (
        ("The ferry struck a reef", "The port reopens"),
        ("A ship hit rocks", "The mayor resigned"),
    )
    groups = [
        parse(text, event[0], end[0], event[1], end[1])
        for text, event, end in zip(texts, events, ends, strict=True)
    ]
    table = claim_table(groups, lexicon)
    firsts, seconds = candidate_pairs(table)
    scores = np.where((firsts == 0) & (seconds == 4), 0.9, 0.1).astype(np.float32)
    rows = surroundings.surroundings(table, firsts, seconds, scores)
    names = surroundings.FEATURES
    hosted = {
        (int(one), int(other)): (row[names.index("hosted")], row[names.index("host_odds")])
        for one, other, row in zip(firsts, seconds, rows, strict=True)
    }
    assert hosted[1, 5] == (1, pytest.approx(float(np.log(9)), abs=1e-3))
    assert hosted[1, 7] == (1, pytest.approx(-float(np.log(9)), abs=1e-3))
    assert hosted[1, 4] == hosted[1, 5]
    assert hosted[0, 4] == (0, 0)


def test_a_fragment_is_governed_by_its_sentence(parse: Parse) -> None:
    (claim,) = parse("The ferry struck a reef late on Thursday.", "late on Thursday")
    words = {claim.words[index].lower for index in governors(claim.words)}
    assert {"ferry", "struck", "reef"} <= words


def test_words_that_only_report_are_told_apart(parse: Parse, lexicon: Lexicon) -> None:
    (claim,) = parse("The mayor told reporters that the bridge would reopen in May.")
    said = {claim.words[index].lower for index in reporting_words(claim.words, lexicon.reporting)}
    assert {"mayor", "told", "reporters"} <= said
    assert said.isdisjoint({"bridge", "reopen", "may"})
    (plain,) = parse("The bridge reopened in May.")
    assert not reporting_words(plain.words, lexicon.reporting)


def _changed(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    values = json.loads(asset_path("resources", "nlp", "link_weights.json").read_bytes())
    change(values)
    path.write_text(json.dumps(values), "utf-8")
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.pop("second"),
        lambda values: values["first"]["weights"].pop(),
        lambda values: values["first"]["features"].__setitem__(0, "nonsense"),
        lambda values: values["second"]["scales"].__setitem__(0, 0.0),
        lambda values: values["second"]["means"].__setitem__(0, "many"),
        lambda values: values.__setitem__("threshold", None),
        lambda values: values.pop("third"),
        lambda values: values["third"]["logistic"]["features"].append("support"),
        lambda values: values.pop("conflict"),
        lambda values: values["conflict"]["logistic"]["features"].__setitem__(0, "shared"),
        lambda values: values["conflict"]["logistic"]["weights"].__setitem__(0, float("nan")),
        lambda values: values.__setitem__("sure_of_conflict", "often"),
        lambda values: values.__setitem__("sure_of_conflict", 0),
        lambda values: values.pop("sure_of_conflict"),
        lambda values: values["third"].pop("boosted"),
        lambda values: values["conflict"]["boosted"]["trees"][0]["above"].__setitem__(0, 0),
        lambda values: values["conflict"]["boosted"]["features"].__setitem__(0, "shared"),
    ],
)
def test_damaged_weights_are_refused(tmp_path: Path, change: Callable[..., object]) -> None:
    with pytest.raises(LinkWeightsDamaged):
        load_combiner(_changed(tmp_path / "weights.json", change))


def test_weights_that_are_no_json_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_bytes(b"\xff\x00{")
    with pytest.raises(LinkWeightsDamaged):
        load_combiner(path)


def test_the_weights_say_where_they_come_from() -> None:
    values = json.loads(asset_path("resources", "nlp", "link_weights.json").read_bytes())
    assert values["provenance"]["made_by"] == "packaging/link_weights/train.py"
    assert len(values["provenance"]["data_sha256"]) == 64
    assert 0.2 < values["threshold"] < 0.8
    assert 0.1 < values["sure_of_conflict"] < 0.9


def test_long_blocks_are_cut_down_without_loss(
    detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = [
        f"On day {day} the mine at Korvo sent {day * 7} wagons to the port." for day in range(40)
    ]
    text = " ".join(sentences)
    claims = tuple(
        ComparedClaim(number, Span(text.index(one), text.index(one) + len(one) - 5))
        for number, one in enumerate(sentences)
    )
    article = ComparedArticle(1, text, "", "", "", claims)
    cut = ArticleReader(detector.nlp).claims(article, Dating())
    monkeypatch.setattr("annotator.nlp.comparison.article_reading._LONG", 10**9)
    assert ArticleReader(detector.nlp).claims(article, Dating()) == cut
