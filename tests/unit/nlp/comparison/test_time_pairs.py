"""Pairs of claims that turn on a time: ranges, deadlines, seasons, nights. One row, one trap."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.relation import relate

from .conftest import Parse

pytestmark = pytest.mark.spacy

# Written on Tuesday, 10 March 2026.
AGREEING = [
    ("He was jailed in the mid-1990s.", "He was jailed in 1995."),
    ("The captain, Ivo Petrak, was arrested in March.", "The captain, Jan Petrak, was arrested."),
    ("Work is banned between ten in the evening and six in the morning.",
     "Work will take place only between 6 a.m. and 10 p.m."),
    ("It broke out shortly before twenty past three.", "It broke out at the hour 15.20."),
    ("The final is on the sixteenth of May.", "The final is on 16 May."),
    ("The quake hit at 8.47 a.m.", "The quake hit at thirteen minutes to nine in the morning."),
    ("The number of dead went down from twelve to eleven.", "It happened at nine o’clock."),
    ("He was born before 1968.", "He was born before the year 1968."),
    ("The vote has been put back from 2 to 16 November.", "The vote is on 16 November."),
    ("The wing will not reopen before 2029.", "The wing dates from 1894."),
    ("The wing will not reopen before 2029.", "They had been warned in 2023."),
    ("The train could not leave until the 2.15.", "The train left at 02:20."),
    ("The mill was not used since 1997.", "The mill stood empty in 2003."),
    ("The theatre was closed in 1989.", "The theatre, shut since 1989, is to be a hotel."),
    ("The ship left Lisbon on 3 March.", "The ship reached Dakar on 9 March."),
    ("She was admitted on 2 March.", "She was discharged on 9 March."),
    ("Prosecutors say he steered three contracts to the firm between 2016 and 2019.",
     "The contracts were awarded to the firm from 2016 to 2019."),
    ("The payments were made between 2016 and 2019.", "One of the payments was made in 2018."),
    ("He led the party from 2009 to 2014.", "He led the party until 2014."),
    ("The road will be closed from Monday to Friday.", "The road will stay closed until Friday."),
    ("The festival runs from 3 to 7 June.", "The festival begins on 3 June."),
    ("The festival runs from June 3 to June 7.", "The festival ends on 7 June."),
    ("The festival runs from June 3 to June 7.", "On 5 June the festival is closed to children."),
    ("A curfew applies from 8 p.m. to 5 a.m.", "The curfew ends at 5 a.m."),
    ("Between 2016 and 2019 he was mayor.", "He was elected mayor in 2016."),
    ("The mine operated between 1962 and 1994.", "The mine closed in 1994."),
    ("The maker plans to apply for approval by the end of the year.",
     "The application for approval is to come in October."),
    ("The bridge will reopen by the end of April.", "The bridge will reopen in April."),
    ("The bridge will reopen by the end of June.", "The bridge will reopen in April."),
    ("The rail line will be finished by 2030.", "The rail line will be finished in 2029."),
    ("Inflation should be back on target by mid-2026, the bank said.",
     "Inflation will reach the target in the second quarter of 2026."),
    ("The fire broke out on Monday night.", "The fire broke out in the early hours of Tuesday."),
    ("The fire broke out on Monday night.", "The fire broke out at 2 a.m. on Tuesday."),
    ("The quake struck overnight.", "The quake struck at 3 a.m. on Tuesday."),
    ("The attack came at dawn.", "The attack came at 5.30 a.m."),
    ("Staff noticed the intrusion at about 5:30 a.m. on Tuesday.",
     "A nurse noticed at half past five that files would not open."),
    ("The robbers came at about 9 a.m.", "The robbers came at 8.50 a.m."),
    ("The robbers came at 8.50 a.m.", "The robbers came just before nine."),
    ("The ship, built in 1998, sank in 2026.", "The ship, built in 1998, sank."),
    ("The church dates from the 18th century.", "The church was built in 1720."),
    ("The election will be held next year.", "The election will be held in November 2027."),
    ("Trains will not run before Thursday.", "Trains will run again on Friday."),
    ("Trains will not run until Thursday.", "Trains will run again on Thursday."),
    ("He was arrested last week.", "He was arrested on Thursday."),
    ("He was arrested a fortnight ago.", "He was arrested on 24 February."),
    ("She was killed a month ago.", "She was killed on 12 February."),
    ("She was killed a year ago.", "She was killed in March 2025."),
    ("She was killed two years ago.", "She was killed in 2024."),
    ("The shop shut some 30 years ago.", "The shop shut in 1997."),
    ("The raid took place the day before yesterday.", "The raid took place on Sunday."),
    ("She has led the firm since 2023.", "She has led the firm for three years."),
    ("It erupted for the first time since 1989.", "It erupted for the first time in 37 years."),
    ("It was the worst flood since 1986.", "It was the worst flood in 40 years."),
    ("The hearing was on Tuesday, 3 March.", "The hearing was on 3 March."),
    ("The hearing was on Monday, 3 March.", "The hearing was on 3 March."),
    ("The bridge, opened in 1974, collapsed on Monday.", "The bridge collapsed on Monday."),
    ("He was arrested on Monday and released on Tuesday.", "He was released on Tuesday."),
    ("The law was passed in 2019 and took effect in 2021.",
     "The law, passed in 2019, was never applied."),
    ("The bank raised rates in March.", "The bank said in June that it had raised rates."),
    ("Parliament will vote on Thursday.", "Parliament debated the bill on Monday."),
    ("The police said on Tuesday the man had been found on Sunday.",
     "The man was found on Sunday."),
    ("The police said on Tuesday that the man was dead.", "The man was found on Sunday."),
    ("The ferry sank on Friday, police said on Saturday.", "The ferry sank on Friday."),
    ("The trial began in May last year.", "The trial will end in April."),
    ("The strike began on Monday.", "The strike lasted until Friday."),
    ("The first call came in at 6.42 a.m.",
     "The alarm was raised shortly before seven in the morning."),
    ("The shift begins at six in the morning.", "The shift begins at 6 a.m."),
    ("The polls open at 8 a.m.", "The polls close at 9 p.m."),
    ("Polls are open from 8 a.m. to 9 p.m.", "Polls close at nine in the evening."),
    ("The museum will reopen in the spring of 2027.",
     "The museum will open its doors again in April 2027."),
    ("The museum will reopen early next year.",
     "The museum will open its doors again in February."),
    ("The airport will be closed from Monday until Wednesday.", "The airport reopens on Thursday."),
    ("He joined the company in 2011.", "He has worked for the company since 2011."),
    ("He has worked for the company since 2011.", "He won a prize in 2015."),
    ("The war began in February 2022.", "The war has lasted for four years."),
    ("The deal was signed on 14 May.", "The deal, to be signed on 14 May, was leaked on 2 May."),
    ("Results are due on 21 April.", "The company will publish its results in late April."),
    ("The law takes effect on 1 July.", "The law applies from July."),
    ("A verdict is expected in June at the earliest.", "A verdict is expected in July."),
    ("The dam was completed in 1964.", "The dam was completed in the 1960s."),
    ("The dam was completed in 1964.", "The 62-year-old dam is leaking."),
    ("Unemployment fell in the third quarter.", "Unemployment fell between July and September."),
    ("The company cut 300 jobs last year.", "The company cut 300 jobs in 2025."),
    ("Sales rose 3 percent from a year earlier.", "Sales rose 3 percent in 2025."),
    ("The murder happened in the 1980s.", "The murder happened in 1984."),
    ("The murder happened 40 years ago.", "The murder happened in 1985."),
    ("Schools stay shut until 20 March.", "Pupils will return to school on 23 March."),
    ("The offer is valid until 30 June.", "The offer expires on 30 June."),
    ("The two leaders spoke on Sunday.", "The two leaders will speak again on Thursday."),
    ("The prime minister arrives on Thursday.", "The prime minister leaves on Saturday."),
    ("Rain is expected on Wednesday.", "It rained on Sunday."),
    ("On Monday police arrested a man, who was charged on Wednesday.",
     "A man was charged on Wednesday."),
    ("The company was fined in 2019 and again in 2023.", "The company was fined in 2019."),
    ("The 2019 law was struck down in 2024.", "The law was struck down in 2024."),
    ("In 2024 he ran the 2023 champion close.", "He was second in 2024."),
]  # fmt: skip

CONFLICTING = [
    ("The mill closed in Jan 2019.", "The mill closed in March 2019."),
    ("The vote is in April, Holm said.", "The vote is in June, Holm said."),
    ("Work is banned between ten in the evening and six in the morning.",
     "Work is banned between eleven in the evening and six in the morning."),
    ("Work is to begin in the spring of 2028.", "Work will hardly begin before 2029."),
    ("The train left at 01:15.", "The train could not leave until the 2.15."),
    ("In March 2025 the auditors called the roof unsafe.",
     "In May 2025 the auditors warned that the roof was unsafe."),
    ("Until 2034 herds may cross freely.", "The shepherds may cross until 2043."),
    ("Its spillway had not been used since 1997.", "The spillway had last been used in 1979."),
    ("The final is on the sixteenth of May.", "The final is on 17 May."),
    ("The strike is on the fifth of November.", "The strike is on 15 November."),
    ("The vote has been moved forward from November 16 to November 2.",
     "The vote stays fixed for 16 November."),
    ("It was out by 11:30 a.m.", "It was 11.30 at night before it was out."),
    ("The blast came at 18:52.", "The blast came at hour 18.25."),
    ("He was jailed in the late 1990s.", "He was jailed in 1992."),
    ("The theatre was closed in 1989.", "The theatre, shut since 1994, is to be a hotel."),
    ("The contract runs until June 2027.", "The contract expires in 2026."),
    ("Prosecutors say he steered three contracts to the firm between 2016 and 2019.",
     "The contracts were awarded to the firm between 2016 and 2018."),
    ("The payments were made between 2016 and 2019.", "The payments were made in 2021."),
    ("He led the party from 2009 to 2014.", "He led the party from 2009 until 2016."),
    ("He led the party from 2009 to 2014.", "He led the party until 2016."),
    ("The road will be closed from Monday to Friday.",
     "The road will be closed from Monday to Thursday."),
    ("The festival runs from 3 to 7 June.", "The festival runs from 3 to 9 June."),
    ("The festival runs from June 3 to June 7.", "The festival ends on 9 June."),
    ("The shop is open from 9 a.m. to 5 p.m.", "The shop is open from 9 a.m. to 6 p.m."),
    ("A curfew applies from 8 p.m. to 5 a.m.", "The curfew applies from 9 p.m. to 5 a.m."),
    ("The mine operated between 1962 and 1994.", "The mine was in operation from 1962 to 1989."),
    ("The mine operated between 1962 and 1994.", "The mine closed in 1989."),
    ("The maker plans to apply for approval by the end of the year.",
     "The application for approval is to come in January."),
    ("The company will submit its application before year-end.",
     "The application will be filed in January."),
    ("The bridge will reopen by the end of April.", "The bridge will reopen in June."),
    ("The rail line will be finished by 2030.", "The rail line will be finished in 2032."),
    ("Inflation should be back on target by mid-2026, the bank said.",
     "Inflation will reach the target again in the fourth quarter of 2026."),
    ("The report is due by Friday.", "The report is due next Monday."),
    ("The plant will close before the summer.", "The plant will close in September."),
    ("He resigned on Tuesday night.", "He resigned on Wednesday morning."),
    ("The fire broke out on Monday night.", "The fire broke out at 9 a.m. on Tuesday."),
    ("The quake struck overnight.", "The quake struck at 3 p.m."),
    ("The attack came at dawn.", "The attack came shortly before midnight."),
    ("Intruders were detected at about 5:30 a.m. on Sunday.",
     "The night porter saw the screens turn red as early as four in the morning."),
    ("Staff noticed the intrusion at about 5:30 a.m. on Tuesday.",
     "A night nurse first noticed at 4 o'clock that files would not open."),
    ("The robbers came on Monday, 9 March, at 8.50 a.m.", "The robbers came yesterday at nine."),
    ("The rust-bucket, built in 1998, sank.", "The ferry comes from the year 1989."),
    ("The ship, built in 1998, sank.", "The ship was launched in 1989."),
    ("The church dates from 1720.", "The church was built in 1802."),
    ("The church dates from the 19th century.", "The church was built in 1720."),
    ("The company was founded in 1987.", "The company, set up in 1979, makes pumps."),
    ("The election is in the first half of next year.", "The election is next November."),
    ("The election will be held next year.", "The election will be held in November 2028."),
    ("The airline said its full timetable would be flown again from Sunday.",
     "But everything will not be back to normal until Monday."),
    ("Trains will not run before Thursday.", "Trains will run again on Wednesday."),
    ("Trains will not run until Thursday.", "Trains will run again from Wednesday."),
    ("Rail traffic is suspended until the end of the week.", "Trains run again on Thursday."),
    ("He was arrested last week.", "He was arrested on Monday."),
    ("He was arrested a fortnight ago.", "He was arrested last Thursday."),
    ("He was arrested two weeks ago.", "He was arrested on 3 January."),
    ("She was killed a month ago.", "She was killed last November."),
    ("She was killed two years ago.", "She was killed in March 2025."),
    ("The shop shut 30 years ago.", "The shop shut in 2011."),
    ("The raid took place the day before yesterday.", "The raid took place yesterday."),
    ("She has led the firm since 2019.", "She has led the firm for three years."),
    ("The volcano had been asleep since 2007.", "It erupted for the first time since 37 years."),
    ("The volcano had been asleep since 2007.", "It erupted for the first time in 37 years."),
    ("It was the worst flood since 1953.", "It was the worst flood in 40 years."),
    ("It was the worst drought since 1976.", "It was the worst drought since 1921."),
    ("She was born on 4 May 1990 in Oslo.", "She was born on 14 May 1990 in Oslo."),
    ("He died in 2019 aged 81.", "He died in 2017."),
    ("The vote is on Thursday, 12 March.", "The vote is on Friday, 13 March."),
    ("The memorial is planned for 22 March.", "The memorial is on Saturday, 21 March."),
    ("The bridge, opened in 1974, collapsed on Monday.",
     "The bridge, opened in 1968, collapsed on Monday."),
    ("He was arrested on Monday and released on Tuesday.", "He was released on Wednesday."),
    ("Parliament will vote on Thursday.", "The vote in parliament is planned for Wednesday."),
    ("The police said on Tuesday the man had been found on Sunday.",
     "The man was found on Saturday."),
    ("Inflation slowed to 3.9 percent in December.", "Inflation slowed to 3.9 percent in January."),
    ("The strike began on Monday.", "The strike started on Sunday."),
    ("The strike ended on Friday.", "The strike was called off on Saturday."),
    ("The first call came in at 6.42 a.m.", "Firefighters were first called at 7.15 a.m."),
    ("The first call came in at 6.42 a.m.",
     "The alarm was raised shortly after seven in the morning."),
    ("The polls close at 8 p.m.", "The polls close at 9 p.m."),
    ("Polls are open from 8 a.m. to 9 p.m.", "Polls close at ten in the evening."),
    ("The museum will reopen in the spring of 2027.",
     "The museum will open its doors again in autumn 2027."),
    ("The museum will reopen in early 2027.",
     "The museum will open its doors again in September 2027."),
    ("The museum will reopen early next year.",
     "The museum will open its doors again in October 2027."),
    ("The airport will be closed for three days from Monday.",
     "The airport will be closed from Tuesday."),
    ("He joined the company in 2011.", "He has worked for the company since 2014."),
    ("She became chief executive in 2018.", "She has been chief executive since 2020."),
    ("The war began in February 2022.",
     "The war, which started in March 2021, has cost many lives."),
    ("The deal was signed on 14 May.", "The deal was signed on the 15th of May."),
    ("Results are due on 21 April.", "The company will publish its results on 28 April."),
    ("The law takes effect on 1 July.", "The law comes into force on 1 January."),
    ("The law takes effect on 1 July.", "The law applies from September."),
    ("The trial is to start on 4 June.",
     "The trial, which starts on 11 June, will last two weeks."),
    ("A verdict is expected in June at the earliest.", "A verdict is expected in May."),
    ("He was last seen on Friday afternoon.", "He was last seen on Saturday."),
    ("The pope was elected in 2013.", "Elected in 2011, the pope is frail."),
    ("The dam was completed in 1964.", "The dam, completed in 1946, is leaking."),
    ("The dam was completed in 1964.", "The dam was completed in the 1950s."),
    ("The dispute dates back to 2015.", "The dispute began in 2018."),
    ("Unemployment fell in the third quarter.", "Unemployment fell in the second quarter."),
    ("The company cut 300 jobs last year.", "The company cut 300 jobs in 2023."),
    ("The company cut 300 jobs two years ago.", "The company cut 300 jobs in 2020."),
    ("The murder happened 40 years ago.", "The murder happened in 1999."),
    ("The next meeting is on 5 May.", "The next meeting is a week on 12 May."),
    ("The ceasefire began at midnight.", "The ceasefire took hold at 6 a.m."),
    ("Schools stay shut until 20 March.", "Pupils will return to school on 16 March."),
    ("The ban runs until the end of June.", "The ban runs until the end of July."),
    ("The offer is valid until 30 June.", "The offer expires on 15 June."),
    ("The prime minister arrives on Thursday.", "The prime minister is due to arrive on Friday."),
    ("The blackout began at 4.10 a.m. on Sunday.", "The lights went out at 10 p.m. on Saturday."),
    ("The company was fined in 2019 and again in 2023.",
     "The company was fined in 2019 and again in 2021."),
    ("The Christmas market opens on 24 November.", "The Christmas market opens on 28 November."),
    ("The project is to be finished before Christmas.",
     "The project is to be finished in February."),
]  # fmt: skip

# With the days on which they were written.
AGREEING_LATER = [
    ("The ship passed a safety check only this summer.",
     "The last safety check was in June.", "2026-10-10", "2026-10-10"),
    ("Work is due to begin in January.",
     "Work starts in the new year.", "2026-06-17", "2026-06-17"),
    ("The first match is planned for August 2028.",
     "The club will play its first match there at the start of the 2028-29 season.",
     "2026-06-17", "2026-06-17"),
    ("The product launches in the third quarter.",
     "The product launches in September.", "2026-06-17", "2026-06-17"),
    ("The council approved the scheme on Tuesday night.",
     "Councillors voted the scheme through last night.", "2026-03-11", "2026-03-11"),
    ("The storm hit the coast shortly after midnight on Friday.",
     "The storm made landfall in the night from Thursday to Friday.", "2026-03-14", "2026-03-14"),
    ("The storm hit the coast late on Thursday.",
     "The storm hit the coast at 11.40 p.m. on Thursday.", "2026-03-14", "2026-03-14"),
]  # fmt: skip

CONFLICTING_LATER = [
    ("The ship passed a safety check only this summer.",
     "The last safety check was in March.", "2026-10-10", "2026-10-10"),
    ("Work is due to begin in January.",
     "The bulldozers roll in this autumn.", "2026-06-17", "2026-06-17"),
    ("They say we will be in by August 2027.",
     "The club expects to play its first match there at the start of the 2028–29 season.",
     "2026-06-17", "2026-06-17"),
    ("The judge let the law stand in June.",
     "The lower court decided in the spring.", "2026-10-10", "2026-10-10"),
    ("The product launches in the third quarter.",
     "The product launches in December.", "2026-06-17", "2026-06-17"),
    ("The court has cancelled all hearings until Thursday.",
     "The court heard cases as usual on Monday.", "2026-03-09", "2026-03-10"),
    ("The school is closed until Friday.",
     "The school reopened on Wednesday.", "2026-03-10", "2026-03-12"),
    ("The regular schedule resumes on 16 June.",
     "Everything will not be back to normal until 18 June.", "2026-06-14", "2026-06-14"),
    ("Compulsory redundancies are ruled out until the end of 2025.",
     "There will be no compulsory redundancies before 2028.", "2024-03-10", "2024-03-10"),
    ("The council approved the scheme on Monday evening.",
     "Councillors voted the scheme through on Tuesday night.", "2026-03-12", "2026-03-12"),
    ("The council approved the scheme on Monday night.",
     "Councillors voted the scheme through last night.", "2026-03-11", "2026-03-11"),
    ("The storm hit the coast late on Thursday.",
     "The storm hit the coast at 5 p.m. on Thursday.", "2026-03-14", "2026-03-14"),
]  # fmt: skip


def told(parse: Parse, a: str, b: str, *days: str) -> bool:
    """Whether two texts, whichever stands first, differ in a date or time."""
    written = [date.fromisoformat(day) for day in days] or [DAY, DAY]
    one, two = parse(a, day=written[0]), parse(b, day=written[1])
    there, back = relate(one, two).differences, relate(two, one).differences
    assert {(x.field, x.level, x.a, x.b) for x in there} == {
        (x.field, x.level, x.b, x.a) for x in back
    }
    return any(x.field is DifferenceField.DATE for x in there)


DAY = date(2026, 3, 10)


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_times_that_fit(parse: Parse, a: str, b: str) -> None:
    assert not told(parse, a, b)


@pytest.mark.parametrize(("a", "b"), CONFLICTING)
def test_times_that_differ(parse: Parse, a: str, b: str) -> None:
    assert told(parse, a, b)


@pytest.mark.parametrize(("a", "b", "first", "second"), AGREEING_LATER)
def test_times_that_fit_on_their_day(parse: Parse, a: str, b: str, first: str, second: str) -> None:
    assert not told(parse, a, b, first, second)


@pytest.mark.parametrize(("a", "b", "first", "second"), CONFLICTING_LATER)
def test_times_that_differ_on_their_day(
    parse: Parse, a: str, b: str, first: str, second: str
) -> None:
    assert told(parse, a, b, first, second)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("The robbers came at 8.50 a.m.", "The robbers came at nine.", "soft"),
        ("The robbers came at 8.40 a.m.", "The robbers came at nine.", "hard"),
        ("The court ruled in June.", "The court ruled in the spring.", "soft"),
        ("The court ruled in August.", "The court ruled in the spring.", "hard"),
        ("The ship sank on Monday at 5.30 a.m.", "The ship sank at 4 o’clock.", "hard"),
        ("The ship sank on Monday at 5.30 a.m.", "The ship sank in the evening.", "soft"),
        ("The 12 deals were made between 2016 and 2019.",
         "The 12 deals were made between 2016 and 2018.", "hard"),
    ],
)  # fmt: skip
def test_how_firmly_times_differ(parse: Parse, a: str, b: str, level: str) -> None:
    found = [x for x in relate(parse(a), parse(b)).differences if x.field is DifferenceField.DATE]
    assert [str(x.level) for x in found] == [level]
