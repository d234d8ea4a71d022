"""Which language an article is written in, told from its letters and its commonest small words.

English is what the language model reads; everything else is only recognised so that nobody takes
its marks for more than they are. Long enough a text is told by a dozen function words almost
without fail, so no library and no trained model is needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

SAMPLE = 6_000
"""Code points of an article that are looked at."""

LEAST_WORDS = 12
"""A text with fewer words is taken for English if its letters are Latin."""


@dataclass(frozen=True, slots=True)
class ArticleLanguage:
    """A language: its code as in ISO 639-1 ("und" when not known) and its name in English."""

    code: str
    name: str


ENGLISH = ArticleLanguage("en", "English")
UNKNOWN = ArticleLanguage("und", "another language")

_LATIN = {
    "en English": "the of and to that is was for with by from it are at be this have not which "
    "were has but their its said they his had been who or would will when than more after about "
    "in on a an as no i you we she her our your out up so if can all people other into new also "
    "first two one year years could most what there only some any because between against",
    "de German": "der die und das ist von nicht mit den dem ein eine auf für sich im auch des "
    "werden wurde nach bei aus einen haben wie als sind zum zur oder noch",
    "fr French": "le la les des du et une est dans que qui pour pas sur au par plus avec ce cette "
    "sont aux ont mais été son ses leur nous vous était",
    "es Spanish": "el la los las del que en un una por con para es se no su al como más pero fue "
    "ha sus este esta también sobre entre hasta muy son",
    "it Italian": "il la di che è un una per non con del della sono le gli dei nel alla si da "
    "anche più ha dal nella stato delle come questo hanno",
    "pt Portuguese": "o os as do da dos das em um uma que não para com por no na mais foi ao são "
    "seu sua pelo pela também à é ou já",
    "ca Catalan": "el la els les del dels que en un una per amb no és al als com més però va ha "
    "són aquest aquesta també seva seu i",
    "nl Dutch": "de het een van en dat niet met op voor zijn te er aan om ook door maar bij naar "
    "uit worden werd heeft deze nog over wordt hij",
    "sv Swedish": "och att det som en på är av för med den till ett inte har de om var men från "
    "han efter när kan vid också enligt säger ska",
    "da Danish": "og at det som en på er af for med den til et ikke har de om var men fra han "
    "efter når kan ved også blev siger skal sig",
    "nb Norwegian": "og at det som en på er av for med den til et ikke har de om var men fra han "
    "etter når kan ved også ble sier skal seg",
    "fi Finnish": "ja on ei että se oli mutta myös kun joka ovat mukaan hän jo sekä vain niin "
    "ole tai sen kuin nyt vielä tämä hänen ollut",
    "et Estonian": "ja on ei et see oli aga ka kui mis ta oma või kes veel selle ning nii ole "
    "kuid pole olid need tema seda",
    "hu Hungarian": "a az és hogy nem is egy van volt ez meg már de csak azt mint el kell lesz "
    "még után szerint pedig vagy amely",
    "pl Polish": "i w na z się nie do że o jest to po przez od za jak ale dla ma są był była co "
    "jego oraz już tego który które także",
    "cs Czech": "a v na se je že s z do o to by i pro jsou ale jako za po podle jsem byl bylo "
    "také který která tak už jeho při",
    "sk Slovak": "a v na sa je že s z do o to by aj pre sú ale ako za po podľa som bol bolo tiež "
    "ktorý ktorá tak už jeho pri",
    "sl Slovenian": "in je v na za da se so z ki ne pa po tudi bi s kot od bo ga do še ter pri "
    "bila bil tem kako več",
    "hr Croatian": "i je u na da se za su od s o kako ne što iz koji koja a će bi do kao ali po "
    "nije bio više prema te",
    "ro Romanian": "și de în la a cu că pe nu din pentru este care un o mai au sunt fost prin "
    "dar sau după se ale lui această",
    "tr Turkish": "ve bir bu da de için ile olarak çok daha olan gibi ise sonra kadar en o ne "
    "var ancak değil oldu göre her dedi",
    "id Indonesian": "yang dan di itu dengan untuk dari ini pada tidak dalam akan ke juga adalah "
    "oleh mereka telah ada karena sudah bisa atau saat",
    "vi Vietnamese": "và của là có không trong được một cho các với này người đã những để khi "
    "từ đến về ra ông tại năm",
    "lv Latvian": "un ir ka no uz ar par bija kas tas arī bet pie lai nav pēc vai kā tika savu "
    "gan tiek viņš",
    "lt Lithuanian": "ir kad yra į iš su buvo kaip bet tai ne tik už dėl apie jis jo nuo po ar "
    "jau kurie pat",
    "sq Albanian": "të e në dhe për që me një është nga se ka nuk si më do janë ai edhe por u "
    "kjo këtë",
    "sw Swahili": "na ya wa kwa ni katika la za kuwa cha hiyo huo wake watu pia baada ili kama "
    "hii huyo alisema yake",
    "af Afrikaans": "die en het van is nie in dat wat vir met op te om sy ook aan deur was maar "
    "hy word kan ons sal hulle",
    "ga Irish": "an na agus ar is go le bhí do sé ag ní i mar tá sin leis ach as faoi sa den "
    "raibh",
    "eo Esperanto": "la de kaj en estas ke al por ne kun pri sed ĝi li kiu kiel aŭ estis pli "
    "ankaŭ ili tio post",
}  # fmt: skip
_CYRILLIC = {
    "ru Russian": "и в не на что с по как это из для был было его но от он за к что также о же "
    "после были который",
    "uk Ukrainian": "і в не на що з та як це із для був було його але від він за до також про у "
    "після були який й",
    "bg Bulgarian": "и в не на че с по как това от за да се са е но към също след който беше ще "
    "му без ли",
    "sr Serbian": "и у не на да је се за су од са као то из који али по није био ће до што",
    "be Belarusian": "і ў не на што з па як гэта для быў было яго але ад ён за да таксама пра "
    "пасля які",
    "mk Macedonian": "и во не на дека со по како ова од за да се се е но ќе исто кој беше го",
}  # fmt: skip
_SCRIPTS = {
    "GREEK": ArticleLanguage("el", "Greek"),
    "HEBREW": ArticleLanguage("he", "Hebrew"),
    "THAI": ArticleLanguage("th", "Thai"),
    "HANGUL": ArticleLanguage("ko", "Korean"),
    "CJK": ArticleLanguage("zh", "Chinese"),
    "HIRAGANA": ArticleLanguage("ja", "Japanese"),
    "KATAKANA": ArticleLanguage("ja", "Japanese"),
    "GEORGIAN": ArticleLanguage("ka", "Georgian"),
    "ARMENIAN": ArticleLanguage("hy", "Armenian"),
}
"""Scripts that tell the language; of the others only the script is named."""

_PERSIAN = frozenset("پچژگ")
_URDU = frozenset("ٹڈڑےں")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH_SHARE = 0.12
"""English prose has three times as many of its small words; so much is English whatever else."""

_ENGLISH_TRACE = 0.03
_KNOWN_SHARE = 0.1
_MANY_WORDS = 60


def _words_by_language(
    lists: dict[str, str],
) -> tuple[tuple[ArticleLanguage, frozenset[str]], ...]:
    return tuple(
        (ArticleLanguage(*name.split()), frozenset(words.split())) for name, words in lists.items()
    )


_BY_WORDS = {
    "LATIN": _words_by_language(_LATIN),
    "CYRILLIC": _words_by_language(_CYRILLIC),
}


def language_of(text: str) -> ArticleLanguage:
    """The language that most of the beginning of ``text`` is written in.

    English when there is too little to tell by; `UNKNOWN` for Latin letters that are surely no
    English and no language that is known here by its small words.
    """
    sample = text[:SAMPLE]
    script = _script(sample)
    if script in ("", "LATIN"):
        return _by_words(sample, "LATIN", ENGLISH)
    if script == "CYRILLIC":
        return _by_words(sample, script, ArticleLanguage("und", "a language in Cyrillic letters"))
    if script == "ARABIC":
        letters = set(sample)
        if letters & _URDU:
            return ArticleLanguage("ur", "Urdu")
        return ArticleLanguage(*(("fa", "Persian") if letters & _PERSIAN else ("ar", "Arabic")))
    known = _SCRIPTS.get(script)
    return known or ArticleLanguage("und", f"a language in {script.capitalize()} letters")


def _script(sample: str) -> str:
    """The script of most letters, as the Unicode names of letters begin; "" without letters."""
    counts: Counter[str] = Counter()
    for character, times in Counter(sample).items():
        if character.isalpha():
            counts[unicodedata.name(character, "").partition(" ")[0]] += times
    # One kana in eight letters is Japanese, however many of the others come from Chinese.
    if 8 * (counts["HIRAGANA"] + counts["KATAKANA"]) > counts.total():
        return "HIRAGANA"
    (script, _), *_ = counts.most_common(1) or [("", 0)]
    return script


def _by_words(sample: str, script: str, otherwise: ArticleLanguage) -> ArticleLanguage:
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < LEAST_WORDS:
        return otherwise
    counts = Counter(words)
    shares = [
        (sum(counts[word] for word in small) / len(words), language)
        for language, small in _BY_WORDS[script]
    ]
    best, found = max(shares, key=lambda item: item[0])
    if script == "LATIN":
        english = shares[0][0]
        if english >= _ENGLISH_SHARE and english >= 0.8 * best:
            return ENGLISH
        if best < _KNOWN_SHARE:
            # Names and figures have no small words of any language.
            prose = sum(times for word, times in counts.items() if word in sample)
            return UNKNOWN if english < _ENGLISH_TRACE and prose >= _MANY_WORDS else ENGLISH
    return found if best >= _KNOWN_SHARE else otherwise
