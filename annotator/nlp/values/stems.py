"""Stems of English words: forms of one word compare as equal."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "am is are was were been being",
        "have": "has had having",
        "do": "does did done doing",
        "go": "goes went gone going",
        "say": "says said saying",
        "take": "took taken taking",
        "give": "gave given giving",
        "come": "came coming",
        "rise": "rose risen rising",
        "fall": "fell fallen falling",
        "lie": "lay lain lying",
        "lead": "led",
        "leave": "left",
        "hold": "held",
        "keep": "kept",
        "lose": "lost losing",
        "win": "won winning",
        "find": "found",
        "stand": "stood",
        "strike": "struck striking stricken",
        "sink": "sank sunk",
        "hit": "hitting",
        "cut": "cutting",
        "run": "ran running",
        "begin": "began begun beginning",
        "break": "broke broken breaking",
        "steal": "stole stolen",
        "speak": "spoke spoken",
        "choose": "chose chosen",
        "write": "wrote written writing",
        "drive": "drove driven",
        "fly": "flew flown",
        "grow": "grew grown",
        "know": "knew known",
        "throw": "threw thrown",
        "see": "saw seen",
        "shoot": "shot",
        "sell": "sold",
        "tell": "told",
        "pay": "paid",
        "buy": "bought",
        "bring": "brought",
        "think": "thought",
        "catch": "caught",
        "fight": "fought",
        "build": "built",
        "send": "sent",
        "spend": "spent",
        "lend": "lent",
        "mean": "meant",
        "meet": "met",
        "make": "made making",
        "get": "got gotten getting",
        "put": "putting",
        "set": "setting",
        "beat": "beaten",
        "bear": "bore borne born",
        "eat": "ate eaten",
        "die": "dies died dying",
        "quit": "quitting",
        "withdraw": "withdrew withdrawn",
        "withstand": "withstood",
        "uphold": "upheld",
        "use": "used using uses",
        "flee": "fled",
        "freeze": "froze frozen",
        "tear": "tore torn",
        "draw": "drew drawn",
        "seek": "sought",
        "sleep": "slept",
        "hide": "hid hidden",
        "wear": "wore worn",
        "forget": "forgot forgotten",
        "ring": "rang rung",
        "shake": "shook shaken",
        "wake": "woke woken",
        "feed": "fed",
        "deal": "dealt",
        "hang": "hung",
        "light": "lit",
        "sweep": "swept",
        "understand": "understood",
        "overthrow": "overthrew overthrown",
        "forbid": "forbade forbidden",
        "stick": "stuck",
        "bind": "bound",
        "blow": "blew blown",
        "ride": "rode ridden",
        "teach": "taught",
        "shrink": "shrank shrunk",
        "weep": "wept",
        "undergo": "underwent undergone",
        "overcome": "overcame",
        "swear": "swore sworn",
        "mistake": "mistook mistaken",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people persons",
        "foot": "feet",
        "life": "lives",
        "wife": "wives",
        "knife": "knives",
        "thief": "thieves",
        "half": "halves",
    }.items()
    for form in forms.split()
}


@lru_cache(maxsize=20_000)
def stem(lower: str) -> str:
    """The stem of a word in lower case: "struck" and "strikes" both give "strik"."""
    return _regular(_IRREGULAR.get(lower, lower))


def _regular(word: str) -> str:
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, least in (("ies", 2), ("ied", 2)):
        if word.endswith(ending) and len(word) - 3 >= least:
            return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _undoubled(word[: -len(ending)])
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _undoubled(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def stems_of(words: str) -> frozenset[str]:
    """The stems of several words with spaces between."""
    return frozenset(stem(word) for word in words.split())
