import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcard.lib.maths import plain_maths


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sharp $L^2$ bounds for $\\alpha$-stable walks", "Sharp L² bounds for α-stable walks"),
        ("$\\mathbb{R}^{n+1}$ and $\\mathcal{O}(n^{-1})$", "ℝⁿ⁺¹ and O(n⁻¹)"),
        ("The $x_{ij}$ of $A^T$", "The xᵢⱼ of Aᵀ"),
        ("$$\\sum_n 1/n^2 = \\pi^2/6 \\leq \\infty$$", "∑ₙ 1/n² = π²/6 ≤ ∞"),
        ("\\(p\\)-adic, $p^q$ and $x^{ab}$", "p-adic, p^q and x^(ab)"),
        ("$\\unheard{x}$", "\\unheardx"),
        # Money is none.
        ("From $5 to $10 a head", "From $5 to $10 a head"),
        ("$ 5 $", "$ 5 $"),
        ("Nothing at all", "Nothing at all"),
    ],
)
def test_mathematics_is_said_in_signs(typed, said):
    assert plain_maths(typed) == said


@given(st.text(alphabet="$\\^_{}ab1 \n()", max_size=400))
def test_whatever_is_typed_something_is_said(typed):
    assert isinstance(plain_maths(typed), str)
