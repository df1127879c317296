"""Identity over generated histories of a page, a sample of what benchmarks/histories.py measures."""

from benchmarks.histories import Tally, play


def test_identity_over_twenty_histories():
    tally = sum((play(seed, words="training", pages=8) for seed in range(20)), Tally())
    counts = tally.counts
    assert counts["unchanged"] > 2500 and counts["renamed"] > 40 and counts["edited"] > 40
    assert counts["unchanged kept"] == counts["unchanged"]
    assert counts["edited kept"] == counts["edited"]
    assert counts["given to another, silently"] == 0, tally.stolen
    assert counts["renamed kept"] >= 0.98 * counts["renamed"], tally.lost
    assert counts["unchanged flagged"] <= 0.02 * counts["unchanged"]
