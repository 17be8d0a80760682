"""Influence of groups of votes against leaving them out one by one."""

import numpy as np
import pytest

from foedus.measures.group_influence import group_influence
from foedus.measures.similarity_forms import similarity
from foedus.measures.vote_influence import leave_one_out


def counts(choices):
    out = np.zeros((3, 3))
    np.add.at(out, tuple(choices.T), 1)
    return out


def test_equals_leaving_the_votes_out():
    rng = np.random.default_rng(3)
    choices, group = rng.integers(0, 3, (200, 2)), rng.integers(0, 9, 200)
    found = group_influence(choices, np.arange(200), group)
    for form in ("agreement", "kappa"):
        whole = float(similarity(counts(choices), form))
        for k in range(9):
            without = float(similarity(counts(choices[group != k]), form))
            assert getattr(found, form)[k] == pytest.approx(whole - without)
    assert found.votes.sum() == 200


def test_groups_of_one_are_single_influences():
    choices = np.array([[0, 0], [0, 2], [1, 1], [2, 2], [0, 1]])
    found = group_influence(choices, np.arange(5), np.arange(5))
    single = leave_one_out(counts(choices), "kappa")[tuple(choices.T)]
    assert found.kappa == pytest.approx(single)


def test_a_group_of_everything_has_no_influence_to_tell():
    choices = np.array([[0, 0], [0, 2]])
    assert np.isnan(group_influence(choices, np.arange(2), np.zeros(2, int)).agreement).all()
