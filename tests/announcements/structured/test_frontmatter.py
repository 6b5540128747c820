from tests.announcements.structured.reading_of import document, only, people, when

PAGE = """---
layout: talk
title: "Tides: and time"
date: 2026-10-14
time: 13:00-14:00
venue: 'Room 4'
speakers:
  - name: Sam Sample
    affiliation: Elsewhere University
tags: [tides, time]
url: https://events.example/1
---

All about *tides*.
"""


def test_front_matter_is_read_with_the_text_below_it():
    (reading,) = document(PAGE).readings
    said = reading.announcement
    assert (said.title, when(said)) == ("Tides: and time", "2026-10-14 13:00-14:00")
    assert said.place.name == "Room 4"
    assert people(said) == [("Sam Sample", "Elsewhere University")]
    assert (said.topics, said.abstract) == (("tides", "time"), "All about *tides*.")


def test_other_fences_are_read():
    said = only('+++\ntitle = "Tides"\nstart = 2026-10-14T13:00:00\n+++\nWords.\n')
    assert (said.title, when(said)) == ("Tides", "2026-10-14 13:00")


def test_a_rule_above_words_is_no_front_matter():
    assert document("---\nTides\n14 October 2026, 13:00\n---\n").text.startswith("---")
