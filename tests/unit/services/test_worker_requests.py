"""What else the worker process does after reading: it compares articles, and learns."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import cast

import pytest

from annotator.domain.errors import ComparisonFailed, LearningFailed, ReportedError
from annotator.domain.learning import Learned, LearningClaim
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim, ComparedEvent
from annotator.services.detection import DetectionWorker

from .conftest import SENTENCE, WAIT, Event, Recorder, kill

pytestmark = pytest.mark.spacy


class ComparisonRecorder:
    """Puts everything that becomes of comparisons into a queue."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.compared: list[ComparedEvent] = []
        self.at_progress: Callable[[int], object] = lambda number: None

    def on_compared_so_far(self, number: int, done: int, total: int) -> None:
        self.at_progress(number)
        self.events.put(("progress", number, done, total))

    def on_event(self, number: int, event: ComparedEvent) -> None:
        self.compared.append(event)

    def on_compared(self, number: int) -> None:
        self.events.put(("compared", number, *self.compared))

    def on_comparison_failed(self, number: int, error: ReportedError) -> None:
        self.events.put(("failed", number, error))

    def last(self) -> Event:
        """What the next comparison ended with."""
        while True:
            event = self.events.get(timeout=WAIT)
            if event[0] != "progress":
                return event


STATED = (
    "Former president Anna Holm said on Monday that 12 people died in the fire in Bergen.",
    "President-elect Anna Holm said on Monday that 15 people died in the fire in Bergen.",
)


def compared_articles() -> list[ComparedArticle]:
    """Two articles of one sentence each, a claim."""
    return [
        ComparedArticle(n, text, "", "", "2024-05-06", (ComparedClaim(n, Span(0, len(text) - 1)),))
        for n, text in enumerate(STATED)
    ]


def test_articles_are_compared_after_what_waits_to_be_read(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    comparison = ComparisonRecorder()
    detection.submit_comparison(-1, compared_articles(), comparison)
    detection.submit_comparison(-2, compared_articles(), comparison)
    detection.submit(7, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 7)
    # The second comparison took the place of the first one, which had not begun.
    word, number, event = comparison.last()
    assert (word, number, event.text_ids) == ("compared", -2, (0, 1))
    assert [(link.a, link.b) for link in event.links] == [(0, 1)]
    (dispute,) = event.offices
    assert [STATED[one.text_id][one.span.start : one.span.end] for one in dispute.named] == [
        "Former president",
        "President-elect",
    ]
    assert detection.pending == 0


def test_a_comparison_that_kills_twice_is_given_up_and_reading_goes_on(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    comparison = ComparisonRecorder()
    comparison.at_progress = lambda _: kill(detection)
    detection.submit_comparison(-1, compared_articles(), comparison)
    word, number, error = comparison.last()
    assert (word, number, type(error)) == ("failed", -1, ComparisonFailed)
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 1)


def test_what_is_known_is_not_compared_and_what_was_told_not_a_second_time(
    detection: DetectionWorker,
) -> None:
    comparison = ComparisonRecorder()
    apart = ComparedArticle(5, "An opera opens its season.", "", "", "", ())
    detection.submit_comparison(-1, [*compared_articles(), apart], comparison, [(0, 1)])
    word, number, event = comparison.last()
    assert (word, number, event.text_ids) == ("compared", -1, (5,))

    killed: list[bool] = []

    def kill_once(number: int) -> None:
        # Each event ends with progress that is told before it: the second event is under way.
        if comparison.compared and not killed:
            killed.append(True)
            kill(detection)

    comparison.compared.clear()
    comparison.at_progress = kill_once
    detection.submit_comparison(-2, [*compared_articles(), apart], comparison)
    word, number, *events = comparison.last()
    assert killed
    assert (word, number) == ("compared", -2)
    assert [event.text_ids for event in events] == [(0, 1), (5,)]


def test_deaths_over_other_events_do_not_count_together(detection: DetectionWorker) -> None:
    comparison = ComparisonRecorder()
    apart = ComparedArticle(5, "An opera opens its season.", "", "", "", ())
    killed: list[int] = []

    def kill_once_an_event(number: int) -> None:
        # It may have told the second event before the signal came: twice is enough.
        if len(comparison.compared) == len(killed) < 2:
            killed.append(number)
            kill(detection)

    comparison.at_progress = kill_once_an_event
    detection.submit_comparison(-1, [*compared_articles(), apart], comparison)
    word, _, *events = comparison.last()
    assert len(killed) == 2
    assert (word, [event.text_ids for event in events]) == ("compared", [(0, 1), (5,)])


def test_a_comparison_makes_way_and_goes_on(detection: DetectionWorker, recorder: Recorder) -> None:
    comparison = ComparisonRecorder()
    apart = ComparedArticle(5, "An opera opens its season.", "", "", "", ())
    told_before: list[int] = []

    def submit_once(number: int) -> None:
        if not told_before:
            told_before.append(0)
            detection.submit(7, SENTENCE)

    comparison.at_progress = submit_once
    recorder.at_progress = lambda _: told_before.append(len(comparison.compared))
    detection.submit_comparison(-1, [*compared_articles(), apart], comparison)
    word, _, *events = comparison.last()
    assert (word, [event.text_ids for event in events]) == ("compared", [(0, 1), (5,)])
    assert set(told_before[1:]) == {0}, "the article waited for an event"
    assert len(told_before) > 1
    assert detection.pending == 0


def test_nothing_is_compared_twice_when_a_comparison_made_way(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    comparison = ComparisonRecorder()
    submitted: list[int] = []

    def submit_often(number: int) -> None:
        if len(submitted) < 3:
            submitted.append(7 + len(submitted))
            detection.submit(submitted[-1], SENTENCE)

    comparison.at_progress = submit_often
    detection.submit_comparison(-1, compared_articles(), comparison)
    progress = []
    while (event := comparison.events.get(timeout=WAIT))[0] == "progress":
        progress.append(event[2:])
    assert event[0] == "compared"
    assert progress == [(0, 4), (1, 4), (2, 4), (4, 4)]
    assert [recorder.next("candidates", "failed")[1] for _ in submitted] == submitted


def test_another_comparison_takes_the_place_of_one_that_made_way(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    first, second = ComparisonRecorder(), ComparisonRecorder()
    once: list[int] = []

    def submit_once(number: int) -> None:
        if not once:
            once.append(number)
            detection.submit(7, SENTENCE)

    first.at_progress = submit_once
    recorder.at_progress = lambda _: detection.submit_comparison(-2, compared_articles(), second)
    detection.submit_comparison(-1, compared_articles(), first)
    word, number, event = second.last()
    assert (word, number, event.text_ids) == ("compared", -2, (0, 1))
    assert first.compared == []
    assert detection.pending == 0


def test_cancel_stops_a_comparison(detection: DetectionWorker, recorder: Recorder) -> None:
    comparison = ComparisonRecorder()
    comparison.at_progress = lambda _: detection.cancel()
    detection.submit_comparison(-1, compared_articles(), comparison)
    assert comparison.events.get(timeout=WAIT)[0] == "progress"
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 1)
    assert all(event[0] == "progress" for event in list(comparison.events.queue))


class LearningRecorder:
    """Puts everything that becomes of learning into a queue."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()

    def on_learned(self, number: int, learned: Learned) -> None:
        self.events.put(("learned", number, learned))

    def on_learning_failed(self, number: int, error: ReportedError) -> None:
        self.events.put(("failed", number, error))


def decided_claims() -> list[LearningClaim]:
    """Ferries were judged, taxes dismissed; one of the former was added by hand. Two are left."""
    ferry, tax = "The ferry sank off the harbour.", "The tax on fuel was cut."
    return [
        *(LearningClaim(n, ferry, None if n == 1 else 0.5, True, True) for n in range(1, 9)),
        *(LearningClaim(n, tax, 0.5, False, True) for n in range(11, 19)),
        LearningClaim(21, "A ship left the port.", 0.5, None, False),
        LearningClaim(22, "A tax was raised.", 0.5, None, False),
    ]


def test_decisions_are_learned_from_after_reading_and_before_comparing(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    learning, comparison = LearningRecorder(), ComparisonRecorder()
    detection.submit_comparison(-1, compared_articles(), comparison)
    detection.submit_learning(-10, decided_claims(), learning)
    detection.submit_learning(-11, decided_claims(), learning)
    detection.submit(7, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 7)
    word, number, learned = learning.events.get(timeout=WAIT)
    assert (word, number, learned.decisions) == ("learned", -11, 16)
    (ship, tax) = learned.scores
    assert (ship.claim_id, tax.claim_id) == (21, 22)
    assert ship.check_worthiness > 0.5 > tax.check_worthiness
    assert comparison.last()[:2] == ("compared", -1)
    assert learning.events.empty()


def test_claims_that_cannot_be_learned_from_are_told_and_reading_goes_on(
    detection: DetectionWorker, recorder: Recorder
) -> None:
    learning = LearningRecorder()
    odd = [LearningClaim(n, cast(str, 3.5), 0.5, n % 2 == 0, True) for n in range(20)]
    detection.submit_learning(-10, odd, learning)
    word, number, error = learning.events.get(timeout=WAIT)
    assert (word, number, type(error)) == ("failed", -10, LearningFailed)
    # Of what went wrong only the kind is told: its words could quote an article.
    assert error.details.isidentifier()
    detection.submit(1, SENTENCE)
    assert recorder.next("candidates", "failed")[:2] == ("candidates", 1)
