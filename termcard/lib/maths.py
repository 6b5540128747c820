"""Says mathematics that is typed in TeX by the signs of Unicode, for what is set as plain words."""

from __future__ import annotations

import re

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι "
    "kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ "
    "omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
_OTHERS = (
    "infty ∞ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ times × cdot · pm ± "
    "to → rightarrow → leftarrow ← Rightarrow ⇒ mapsto ↦ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ "
    "cap ∩ emptyset ∅ forall ∀ exists ∃ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ sqrt √ otimes ⊗ "
    "oplus ⊕ ell ℓ hbar ℏ ldots … dots … cdots ⋯ star ⋆ circ ∘ prime ′ langle ⟨ rangle ⟩ "
    "log log ln ln exp exp sin sin cos cos tan tan lim lim max max min min sup sup inf inf dim dim "
    "det det ker ker mod mod gcd gcd"
)
_PAIRS = f"{_GREEK} {_OTHERS}".split()
SIGNS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_BLACKBOARD = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_RAISED = dict(zip("0123456789+-=()niT*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ*", strict=True))
_LOWERED = dict(
    zip("0123456789+-=()aeijkmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)

# As pandoc finds it: no blank inside the dollars, and no digit behind the last.
_MATHS = re.compile(r"\$\$?(?!\s)([^$\n]{1,300}?)(?<!\s)\$\$?(?!\d)|\\\((.{1,300}?)\\\)")
_BOARD = re.compile(r"\\(?:mathbb|Bbb)\s*\{?([A-Z])\}?")
_FACE = re.compile(
    r"\\(?:math[a-z]+|text[a-z]*|operatorname|bm|overline|hat|tilde|bar)\s*\{([^{}]*)\}"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]{1,20})\}|(\S))")


def plain_maths(text: str) -> str:
    """Return the text with its mathematics in signs: "$L^2$ bounds" as "L² bounds".

    What has no sign stays as it is typed, without dollars.
    """
    return _MATHS.sub(lambda found: _said(found[1] or found[2]), text)


def _said(typed: str) -> str:
    said = _BOARD.sub(lambda found: _BLACKBOARD.get(found[1], found[1]), typed)
    said = _FACE.sub(r"\1", said)
    said = _COMMAND.sub(lambda found: SIGNS.get(found[1], found[0]), said)
    said = _SCRIPT.sub(_script, said)
    return re.sub(r"\\[,;:! ]|~", " ", said).replace("{", "").replace("}", "")


def _script(found: re.Match[str]) -> str:
    signs = _RAISED if found[1] == "^" else _LOWERED
    words = found[2] or found[3]
    if all(letter in signs for letter in words):
        return "".join(signs[letter] for letter in words)
    return f"{found[1]}{words}" if len(words) == 1 else f"{found[1]}({words})"
