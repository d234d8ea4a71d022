"""Where the clauses of hard sentences begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.nlp.claim_detector import ClaimDetector, blocks_in, text_in
from annotator.nlp.claim_units import claim_units
from annotator.nlp.detector import Detector
from annotator.nlp.layout import Block, BlockRole
from annotator.nlp.token_table import TokenTable, token_table

pytestmark = pytest.mark.spacy

Units = Callable[[str], list[str]]

SENTENCES = [
    (
        "A court on Monday sentenced Dario Velk, the former head of the port, to six years.",
        ["A court on Monday sentenced Dario Velk, the former head of the port, to six years"],
    ),
    (
        "The river rose to 7.4 metres, the highest level since records began in 1963.",
        ["The river rose to 7.4 metres", "the highest level since records began in 1963"],
    ),
    (
        "The desk is open until 8 p.m. “We owe it to them,” the director said.",
        ["The desk is open until 8 p.m.", "“We owe it to them,” the director said"],
    ),
    (
        "Six ships took part in the rescue, with a fishing boat, the Havbris, picking up about 30 "
        "survivors.",
        [
            "Six ships took part in the rescue",
            "with a fishing boat, the Havbris, picking up about 30 survivors",
        ],
    ),
    (
        "The bridge collapsed at noon, and six lorries fell into the river.",
        ["The bridge collapsed at noon", "six lorries fell into the river"],
    ),
    (
        "The mayor resigned on Monday but the council refused to vote.",
        ["The mayor resigned on Monday", "the council refused to vote"],
    ),
    (
        "The plant was opened in 1974 and closed in 2011.",
        ["The plant was opened in 1974", "closed in 2011"],
    ),
    ("The thieves broke a window and fled.", ["The thieves broke a window and fled"]),
    (
        "The committee meets four times a year and has 11 members.",
        ["The committee meets four times a year", "has 11 members"],
    ),
    (
        "Prices rose by 3 percent in May while wages fell by 1 percent.",
        ["Prices rose by 3 percent in May", "wages fell by 1 percent"],
    ),
    (
        "Although the court banned the march, 4,000 people came to the square.",
        ["the court banned the march", "4,000 people came to the square"],
    ),
    (
        "Nine workers were hurt when a crane fell onto the platform.",
        ["Nine workers were hurt", "a crane fell onto the platform"],
    ),
    (
        "After the storm passed over the coast, rescuers found two bodies on the beach.",
        ["the storm passed over the coast", "rescuers found two bodies on the beach"],
    ),
    (
        "When the dam broke in 1962, eleven villages were flooded.",
        ["the dam broke in 1962", "eleven villages were flooded"],
    ),
    (
        "The train left the rails before the driver could reach the brake.",
        ["The train left the rails before the driver could reach the brake"],
    ),
    (
        "The factory employs 640 people, most of whom live in the valley.",
        ["The factory employs 640 people", "most of whom live in the valley"],
    ),
    (
        "The road leads to Brenmoor, which has 12,000 inhabitants.",
        ["The road leads to Brenmoor", "which has 12,000 inhabitants"],
    ),
    (
        "The museum, which opened in 1931, was robbed on Monday.",
        ["The museum, which opened in 1931, was robbed on Monday"],
    ),
    (
        "Officials closed the school where the fire had started.",
        ["Officials closed the school where the fire had started"],
    ),
    (
        "The tower is 310 metres high, the second tallest in the country.",
        ["The tower is 310 metres high", "the second tallest in the country"],
    ),
    (
        "Inflation slowed to 3.9 percent in December, from 4.6 percent in November.",
        ["Inflation slowed to 3.9 percent in December", "from 4.6 percent in November"],
    ),
    (
        "The yield rose to 5.1 percent, its highest level since 2009.",
        ["The yield rose to 5.1 percent", "its highest level since 2009"],
    ),
    ("The firm sold 300 shops, according to its annual report.", ["The firm sold 300 shops"]),
    (
        "According to the police, three men were arrested in Osthavn.",
        ["According to the police, three men were arrested in Osthavn"],
    ),
    (
        "Three men were arrested in Osthavn, the police said on Friday.",
        ["Three men were arrested in Osthavn"],
    ),
    (
        "Three men were arrested in Osthavn, said police spokeswoman Ida Lund.",
        ["Three men were arrested in Osthavn"],
    ),
    (
        "The police said that three men had been arrested in Osthavn.",
        ["The police said that three men had been arrested in Osthavn"],
    ),
    (
        "The ship, the owner said, was carrying 400 tonnes of wheat.",
        ["The ship, the owner said, was carrying 400 tonnes of wheat"],
    ),
    (
        "Unemployment fell to 4 percent in June, the statistics office reported, and wages rose "
        "by 2 percent.",
        ["Unemployment fell to 4 percent in June", "wages rose by 2 percent"],
    ),
    (
        "“The ship was full of water,” the captain told reporters on Friday.",
        ["“The ship was full of water,” the captain told reporters on Friday"],
    ),
    (
        "“We lost 40 million crowns, and we lost our name,” she said.",
        ["“We lost 40 million crowns, and we lost our name,” she said"],
    ),
    (
        "The minister said: “Nobody will pay more. Nobody will pay less.”",
        ["The minister said: “Nobody will pay more. Nobody will pay less.”"],
    ),
    (
        "The auditor called the accounts “a work of fiction”.",
        ["The auditor called the accounts “a work of fiction”"],
    ),
    (
        "“It was dark,” said Per Eik, who lives beside the canal.",
        ["“It was dark,” said Per Eik", "who lives beside the canal"],
    ),
    (
        "The spokesman denied the report, adding that the talks had begun in March.",
        ["The spokesman denied the report", "the talks had begun in March"],
    ),
    (
        "The bank lowered its rate by half a point, saying that inflation was under control.",
        ["The bank lowered its rate by half a point", "inflation was under control"],
    ),
    (
        "The gunman killed two guards, wounding five others.",
        ["The gunman killed two guards", "wounding five others"],
    ),
    (
        "Twelve people (four of them children) were rescued.",
        ["Twelve people (four of them children) were rescued"],
    ),
    ("(The vote was held behind closed doors.)", ["The vote was held behind closed doors"]),
    (
        "[Editor’s note: The figures were corrected on Monday.]",
        ["Editor’s note: The figures were corrected on Monday"],
    ),
    ("Eleven people died … and nobody was charged.", ["Eleven people died", "nobody was charged"]),
    (
        "The result was clear: 61 percent voted against the plan.",
        ["The result was clear", "61 percent voted against the plan"],
    ),
    (
        "The strike is over; the trains run again on Tuesday.",
        ["The strike is over", "the trains run again on Tuesday"],
    ),
    (
        "The council has nine members: five of them belong to the opposition.",
        ["The council has nine members", "five of them belong to the opposition"],
    ),
    ("The parcel weighed 2.5 kg and cost £3.40.", ["The parcel weighed 2.5 kg", "cost £3.40"]),
    (
        "He paid $1.2m for the house in St. Moritz in Jan. 2019.",
        ["He paid $1.2m for the house in St. Moritz in Jan. 2019"],
    ),
    (
        "The U.S. Senate approved the bill on Jan. 3, 2021.",
        ["The U.S. Senate approved the bill on Jan. 3, 2021"],
    ),
    (
        "Dr. A. B. Lund, 54, was named director on Friday.",
        ["Dr. A. B. Lund, 54, was named director on Friday"],
    ),
    (
        "It was the third fire in the street since 2019.",
        ["It was the third fire in the street since 2019"],
    ),
    (
        "The club finished third, its best result in a decade.",
        ["The club finished third", "its best result in a decade"],
    ),
    (
        "The wreck lies about four kilometres off the coast, at a depth of 90 metres.",
        ["The wreck lies about four kilometres off the coast", "at a depth of 90 metres"],
    ),
    (
        "The new line will open in 2027, two years later than planned.",
        ["The new line will open in 2027", "two years later than planned"],
    ),
    (
        "Some 2,000 people marched through Sylhaven on Saturday to protest against the cuts.",
        ["Some 2,000 people marched through Sylhaven on Saturday to protest against the cuts"],
    ),
    (
        "The strike was called off because the union had run out of money.",
        ["The strike was called off because the union had run out of money"],
    ),
    ("If the plan is approved, 300 jobs will go.", ["If the plan is approved, 300 jobs will go"]),
    (
        "The river agency withdrew its objection, so the work can begin in May.",
        ["The river agency withdrew its objection", "the work can begin in May"],
    ),
    (
        "Police searched the flat, seized two computers and arrested a man of 34.",
        ["Police searched the flat, seized two computers", "arrested a man of 34"],
    ),
    ("The company, founded in 1921, makes pumps.", ["The company, founded in 1921, makes pumps"]),
    (
        "What did the minister know, and when did he know it?",
        ["What did the minister know", "did he know it?"],
    ),
    ("Do not open the door to strangers.", ["Do not open the door to strangers"]),
    ("The minister, however, refused to resign.", ["The minister, however, refused to resign"]),
    (
        "Neither the mayor nor the council was told about the leak.",
        ["Neither the mayor nor the council was told about the leak"],
    ),
    (
        "The president arrived in Oslo on Monday, met the king on Tuesday and left on Wednesday.",
        ["The president arrived in Oslo on Monday", "met the king on Tuesday", "left on Wednesday"],
    ),
    (
        "Not only did the dam break, but the pumps failed too.",
        ["Not only did the dam break", "the pumps failed too"],
    ),
    (
        "As the owner has stated, the boat was inspected in June.",
        ["the boat was inspected in June"],
    ),
    (
        "The boat was inspected in March, not in June, as the owner has stated.",
        ["The boat was inspected in March, not in June"],
    ),
    (
        "Exports to Velmaria grew 12 percent, imports from Velmaria fell 3 percent.",
        ["Exports to Velmaria grew 12 percent", "imports from Velmaria fell 3 percent"],
    ),
    (
        "“Prices fell,” the minister said, “and they will fall again.”",
        ["“Prices fell,” the minister said, “and they will fall again.”"],
    ),
    (
        "The chair resigned in April after an audit found that 3 million crowns were missing.",
        ["The chair resigned in April", "an audit found that 3 million crowns were missing"],
    ),
]


@pytest.fixture(scope="module")
def units(detector: Detector) -> Units:
    """``units(text)``: the words of each unit of a paragraph, whatever its score."""
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)

    def units(text: str) -> list[str]:
        doc = detector.nlp(text)
        table: TokenTable = token_table(doc, text_in(doc), component.token_signs)
        block = Block(0, len(text), BlockRole.PARAGRAPH, 0)
        return [table.words(unit.first, unit.end) for unit in claim_units(doc, table, (block,))]

    return units


@pytest.mark.parametrize(("text", "clauses"), SENTENCES)
def test_a_claim_is_the_clause_that_states_the_fact(
    units: Units, text: str, clauses: list[str]
) -> None:
    assert units(text) == clauses


@pytest.mark.parametrize(("text", "clauses"), SENTENCES)
def test_a_clause_is_found_again_wherever_its_sentence_stands(
    units: Units, text: str, clauses: list[str]
) -> None:
    before = "Nothing is known."
    assert units(f"{before} {text}") == [before.rstrip("."), *clauses]


def test_a_phrase_is_judged_with_its_clause(detector: Detector) -> None:
    text = "The yield rose to 5.1 percent, its highest level since 2009."
    clause, phrase = detector.read(text)
    assert text[phrase[0] : phrase[1]] == "its highest level since 2009"
    assert phrase[3] >= clause[3]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("The vote failed on Monday 📉", "The vote failed on Monday"),
        ("⚽ The vote failed on Monday 🏴‍☠️ 👩‍👩‍👧", "The vote failed on Monday"),
        ("• 640 new homes are planned", "640 new homes are planned"),
        ("12) The vote failed on Monday.", "The vote failed on Monday"),
        ("... and the vote failed on Monday.", "and the vote failed on Monday"),
        ("**The vote failed on Monday.**", "The vote failed on Monday"),
        ("The vote failed on Monday;", "The vote failed on Monday"),
        ("— The vote failed on Monday —", "The vote failed on Monday"),
        ("The vote failed (61 to 39)", "The vote failed (61 to 39)"),
        ("(The vote failed) on Monday.", "(The vote failed) on Monday"),
        ("“The vote failed on Monday", "The vote failed on Monday"),
        ("The vote failed on Monday.”", "The vote failed on Monday"),
        ('"The vote failed on Monday.', "The vote failed on Monday"),
        ("‘The vote failed,’ he said.", "‘The vote failed,’ he said"),
        ("$40 million was lost on Monday!", "$40 million was lost on Monday!"),
        ("Shares lost 4%.", "Shares lost 4%"),
        ("It is as it was before.", "It is as it was before"),
        ("OSTHAVN, Oct 10 (CW) – The vote failed.", "The vote failed"),
        ("  The vote\u00a0failed on\tMonday . ", "The vote\u00a0failed on\tMonday"),
    ],
)
def test_a_claim_has_no_stray_marks_at_its_ends(
    detector: Detector, text: str, trimmed: str
) -> None:
    assert text_of_units(detector, text) == [trimmed]


def text_of_units(detector: Detector, text: str) -> list[str]:
    """The words of each unit of a text, blocks and all."""
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)
    doc = detector.nlp(text)
    table = token_table(doc, text_in(doc), component.token_signs)
    return [table.words(unit.first, unit.end) for unit in claim_units(doc, table, blocks_in(doc))]
