"""Claims that contradict each other in plain words, and such as only seem to."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

AGREEING = [
    # What is feared may be what the other says is not so, or is to be prevented.
    (
        "The treaty was meant to ensure that Kordania does not join the union.",
        "He spoke of a threat posed by the possibility of Kordania joining the union.",
    ),
    (
        "He spoke of a threat posed by the prospect of Kordania joining the union.",
        "The treaty was to prevent Kordania from joining the union.",
    ),
    # plans, wishes and threats are no facts yet
    ("The council wants to close the pool.", "The pool is open until nine in the evening."),
    ("The union threatens to strike in May.", "The trains are running as usual."),
    ("They want to leave the union.", "They are still members of the union."),
    ("The doctor said the patient might die.", "The patient survived."),
    ("If the dam breaks, the town will be flooded.", "The dam is holding."),
    # a denial of the opposite
    ("The deal was not rejected.", "The deal was accepted."),
    ("The teachers ended their strike.", "The strike is over."),
    ("The mayor did not rule out a new vote.", "The mayor said a new vote was possible."),
    ("The president did not attend the funeral.", "The president was absent from the funeral."),
    ("Police do not suspect arson.", "Police see no sign that the fire was started on purpose."),
    ("Nobody was hurt.", "There were no injuries."),
    # converse words
    ("Brazil beat Chile.", "Chile lost to Brazil."),
    ("The bank lent him a million.", "He borrowed a million from the bank."),
    ("The company sold its headquarters.", "An investor bought the headquarters."),
    # other things, other persons, a part
    ("The old hall will be torn down.", "A new hall will be built."),
    ("Some members voted against the plan.", "The plan was approved by the council."),
    ("The mayor accepted the invitation.", "The bishop declined the invitation."),
    ("The father was a miner.", "The mother was a nurse."),
    ("The crew was rescued.", "The captain drowned."),
    ("Support for the party fell.", "Support for its rival grew."),
    ("The house was saved.", "The barn burned down."),
    # one thing by two names, one stage after another
    ("The dog bit a boy.", "The dog bit a child."),
    ("The patient was taken to hospital.", "The patient was discharged after two days."),
    ("The hotel was built in 1920.", "The hotel was destroyed in the war."),
    ("The government withdrew the bill.", "The opposition had rejected the bill."),
    ("A shop at gate A was open.", "The gate was locked."),
    ("The film failed at the box office.", "The critics praised the film."),
    # another one is denied, or another thing, or one part of two
    ("There was no second explosion.", "The explosion destroyed the hall."),
    ("No further incidents occurred.", "The incident began at noon."),
    ("No dangerous levels of gas were measured.", "Gas was measured at the station."),
    ("No damage to the church was found.", "The school suffered damage."),
    ("There was no fire, the brigade said.", "Reports of a fire were false."),
    ("The hospital ran out of blood by noon.", "Toward noon there was no blood."),
    ("Not only the roof but the tower burned.", "The roof burned."),
    ("It is not the first strike.", "The strike began on Monday."),
    ("The strike was not about pay but about hours.", "The union demands shorter hours."),
    ("The river had never risen so high before.", "The river rose to nine metres on Sunday."),
    # what is a name or a particle is no denial
    ("The No committee has conceded.", "The committee has conceded."),
    ("The alarm went off at two.", "The alarm was registered at two."),
    ("Forced dismissals there will not be.", "There will be no forced dismissals."),
    ("Neither he nor his wife is a suspect.", "Nobody has been named as a suspect."),
    ("A day of standstill costs a million.", "A day without trains costs a million."),
    ("The captain hurt her knee.", "The team played without the captain, who hurt her knee."),
]

CONFLICTING = [
    ("The goalkeeper will miss the final.",
     "The goalkeeper is fit and will start in the final.", "negation", "miss", "start"),
    ("The museum will display the painting as planned.",
     "The museum has withdrawn the painting from the exhibition.",
     "negation", "display", "withdrawn"),
    ("The bank kept its forecast.", "The bank cut its forecast.", "negation", "kept", "cut"),
    ("The driver braked before the crossing.",
     "The driver did not slow down before the crossing.", "negation", "braked", "slow"),
    ("The treaty was signed on Monday.", "The two sides left without signing the treaty.",
     "negation", "signed", "signing"),
    ("The court granted him bail.", "He must stay in custody, the court ruled.",
     "negation", "bail", "custody"),
    ("The road over the pass is open.", "The pass is blocked by snow.",
     "negation", "open", "blocked"),
    ("The crew abandoned the ship.", "The crew stayed on board.",
     "negation", "abandoned", "stayed"),
    ("Police used tear gas against the crowd.", "The police did not use any tear gas.",
     "negation", "used", "not use"),
    ("The reform will make bread dearer.", "The reform will make bread cheaper.",
     "negation", "dearer", "cheaper"),
    ("The two companies will merge.", "The merger is off.", "negation", "merge", "merger"),
    ("The passengers stayed calm.", "Panic broke out among the passengers.",
     "negation", "calm", "Panic"),
    ("The tower collapsed.", "The tower withstood the quake.",
     "negation", "collapsed", "withstood"),
    ("Her lawyer said she would plead guilty.", "Her lawyer said she would deny all charges.",
     "negation", "guilty", "deny"),
    ("Relatives were allowed to see the bodies.", "Relatives were turned away at the morgue.",
     "negation", "allowed", "turned away"),
    ("The factory owner took responsibility.", "The factory owner blames the workers.",
     "negation", "responsibility", "blames"),
    ("The shops opened their doors on Sunday.", "The shops stayed shut on Sunday.",
     "negation", "opened", "shut"),
    ("The head office will remain in Selby.", "The headquarters move to the capital.",
     "negation", "remain", "move"),
    ("The ministers spoke by telephone.", "The minister refused to take the call.",
     "negation", "telephone", "refused"),
    ("Not one guard was to be seen at the door.", "Guards were present at the door.",
     "negation", "Not one", "present"),
    ("She is a trustee of the fund.", "She is not a trustee of the fund.",
     "negation", "trustee", "not"),
    ("The tower rests on a base of stone.", "The tower does not stand on a base of stone.",
     "negation", "rests", "stand"),
    ("The player broke his collarbone.", "The player has a broken wrist.",
     "other", "collarbone", "wrist"),
    ("The fire was caused by a candle.", "The fire was caused by a short circuit.",
     "other", "candle", "short circuit"),
    ("The tram driver ran a red light.", "The light was green, the tram driver says.",
     "other", "red", "green"),
    ("Not one child is among the dead.", "Eleven of the dead are children.",
     "number", "one", "Eleven"),
    ("There was not a single arrest.", "Police made nineteen arrests.",
     "number", "not a single arrest", "nineteen"),
    ("Gate C was locked.", "It was gate A that was locked.", "number", "Gate C", "gate A"),
    ("The alert is at step two.", "The alert is at level three.",
     "number", "step two", "level three"),
    ("The singer cancelled the concert because of a cold.",
     "The singer cancelled the concert after a quarrel with the organiser.",
     "other", "cold", "quarrel"),
    ("Contrary to media reports, there was no second explosion.",
     "A second blast shook the ground.", "negation", "no second explosion", "blast"),
    ("The company denied any leak at the plant.", "A leak at the plant was found on Monday.",
     "negation", "any leak", "leak"),
    ("Nobody smoked on board.", "A passenger smoked on board the plane.",
     "negation", "Nobody smoked", "smoked"),
    ("There will be no toll on the bridge.", "Drivers will pay a toll on the bridge.",
     "negation", "no toll", "toll"),
    ("Divers found no holes in the hull.", "There are holes in the hull.",
     "negation", "no holes", "holes"),
    ("It was not the pilot but the mate who steered the ship.", "The pilot steered the ship.",
     "other", "not the pilot", "pilot"),
    ("A broken rail, not a bomb, derailed the train.", "A bomb derailed the train.",
     "other", "not a bomb", "bomb"),
    ("The files stolen were invoices, not passports.", "Passports were among the stolen files.",
     "other", "not passports", "Passports"),
    ("The chairman would not rule out dismissals.", "Dismissals are ruled out.",
     "negation", "not rule out dismissals", "Dismissals"),
    ("The pilots had never struck before.", "The pilots last struck in 2014.",
     "negation", "never struck", "struck"),
    ("The two states restored relations.", "The two states severed relations.",
     "negation", "restored", "severed"),
    ("The probe reached orbit.", "The probe missed orbit and fell back to earth.",
     "negation", "reached orbit", "missed orbit"),
    ("The club avoided relegation.", "The club was relegated.",
     "negation", "avoided", "relegated"),
    ("The train stayed on the rails.", "The train came off the rails.",
     "negation", "stayed", "came off"),
    ("A woman of 34 was arrested.", "A man of 34 was arrested.", "other", "woman", "man"),
    ("The hostages have been freed.", "The hostages are still being held.",
     "negation", "freed", "being held"),
    ("He was held overnight.", "He was freed on the same evening.",
     "negation", "held overnight", "freed"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, field, (words_a, words_b))
