"""What may stand in a drawing: elements and attributes that draw, and styles that fetch nothing."""

import re

import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import Declaration, Node, QualifiedRule  # type: ignore[import-untyped]

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

_ELEMENTS_WORDS = """
    svg g a defs symbol use style title desc path rect circle ellipse line polyline polygon text
    tspan textPath image switch linearGradient radialGradient stop pattern clipPath mask marker
    filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile
"""
ELEMENTS = frozenset(_ELEMENTS_WORDS.split())
_LINKS_WORDS = """
    use textPath linearGradient radialGradient pattern filter
"""
LINKS = frozenset(_LINKS_WORDS.split())
"""Elements that may point at another part of the same drawing."""

_ATTRIBUTES_WORDS = """
    id class style transform x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox
    preserveAspectRatio pathLength offset gradientUnits gradientTransform spreadMethod patternUnits
    patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits
    markerWidth markerHeight refX refY orient dx dy rotate textLength lengthAdjust startOffset
    method spacing side filterUnits primitiveUnits in in2 result mode type values tableValues slope
    intercept amplitude exponent operator k1 k2 k3 k4 stdDeviation edgeMode radius flood-color
    flood-opacity color fill fill-opacity fill-rule stroke stroke-width stroke-opacity
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity
    display visibility overflow clip-path clip-rule mask filter marker-start marker-mid marker-end
    stop-color stop-opacity font-family font-size font-style font-weight font-variant font-stretch
    letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
    baseline-shift writing-mode direction unicode-bidi paint-order vector-effect shape-rendering
    text-rendering image-rendering color-interpolation color-interpolation-filters mix-blend-mode
    isolation enable-background systemLanguage
"""
ATTRIBUTES = frozenset(_ATTRIBUTES_WORDS.split())
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "element", "attr"})
_NEVER = ("behavior", "-moz-binding", "src", "content", "cursor")


def plain_value(name: str, value: str) -> str:
    """An attribute's value; '' for one that reaches out of the drawing."""
    if name == "style":
        return _plain_declarations(value)
    if "(" not in value and "\\" not in value:
        return value
    return value if _stays_inside(tinycss2.parse_component_value_list(value)) else ""


def plain_style(text: str) -> str:
    """A style sheet with its plain rules; what begins with @ is left out."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return "\n".join(
        f"{tinycss2.serialize(rule.prelude).strip()} {{{body}}}"
        for rule in rules
        if isinstance(rule, QualifiedRule)
        and _stays_inside(rule.prelude)
        and (body := _plain_declarations(rule.content))
    )


def _plain_declarations(style: str | list[Node]) -> str:
    found = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    return "; ".join(
        part.serialize()
        for part in found
        if isinstance(part, Declaration)
        and part.lower_name not in _NEVER
        and _stays_inside(part.value)
    )


def _stays_inside(nodes: list[Node]) -> bool:
    """Whether nothing in it names a place outside of the drawing."""
    return all(_is_inside(node) for node in nodes)


def _is_inside(node: Node) -> bool:
    match node.type:
        case "url":
            return bool(node.value.strip().startswith("#"))
        case "function" if node.lower_name == "url":
            texts = [part for part in node.arguments if part.type == "string"]
            return bool(texts) and all(part.value.strip().startswith("#") for part in texts)
        case "function":
            return node.lower_name not in _FETCHING and _stays_inside(node.arguments)
        case "[] block" | "() block" | "{} block":
            return _stays_inside(node.content)
        case "error" | "at-keyword":
            return False
    return True
