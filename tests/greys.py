"""Colours as black-and-white paper shows them: WCAG's relative luminance and contrast."""

from itertools import combinations

LEAST = 3.0
"""The contrast (1…21) at which two tones side by side are told apart (WCAG 2.2, 1.4.11)."""


def luminance(colour):
    """Of ``#rrggbb``: 0 black … 1 white."""
    parts = (int(colour.lstrip("#")[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def alike(parts):
    """The pairs of ``parts`` (name → (tone, pattern or "")) that nothing but hue tells apart."""
    return [
        (one, other)
        for (one, (tone, pattern)), (other, (tone_2, pattern_2)) in combinations(parts.items(), 2)
        if pattern == pattern_2 and (pattern or contrast(tone, tone_2) < LEAST)
    ]
