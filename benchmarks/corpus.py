"""A synthetic engineering blog: posts of about 900 words with code, tables, links, pictures.

A post depends on its number and on how many there are, on nothing else, so that two runs
write the same bytes.
"""

from __future__ import annotations

import itertools
import random
import struct
import zlib
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(2012, 1, 2), date(2025, 12, 20)

_COMMON = (
    "the of and to a in that is was it for on with as be at by we this had not are but from or "
    "have an they which one you were all there would their when who so more if no out up into"
).split()

_TOPICS = (
    "request latency cache queue thread kernel socket buffer index query schema table cluster "
    "replica shard leader commit deploy release pipeline build test compiler parser token type "
    "module package version container volume network proxy gateway packet header stream event "
    "broker consumer batch window metric trace alert incident rollback migration flag secret "
    "session cookie layout worker runtime heap stack allocator profile histogram timeout retry"
).split()

_ROOTS = (
    "adapt align balanc bind captur chain collaps combin compar comput connect contain correlat "
    "defer deliver describ detect distribut embed emit encod enrich evict execut expand export "
    "fetch filter format forward gather guard handl identif implement infer inject inspect link "
    "measur merg monitor observ operat order partition persist plan prepar propagat provision "
    "quantif rank reason record recover reduc register regulat relat releas remov replicat "
    "report resolv rotat sampl schedul select separat serial shift signal simplif sort split "
    "stabil stream submit support suspend switch synchron throttl trac transform translat tun "
    "validat"
).split()

TAGS = (
    "python rust go javascript postgres sqlite redis kafka linux networking http security "
    "testing ci docker kubernetes observability tracing profiling performance caching databases "
    "search css accessibility compilers parsing algorithms concurrency reliability incidents "
    "culture documentation releases tooling editors git statistics hiring open-source"
).split()
CATEGORIES = ("Engineering", "Infrastructure", "Product", "Research", "Culture", "Releases")
AUTHORS = ("Ada Okafor", "Bruno Keller", "Chiara Rossi", "Elif Demir", "Grace Nakamura")

_CODE = {
    "python": '''\
@dataclass
class {A}{B}:
    """{s}."""

    {a}: str
    {b}: int = {n}

    async def {c}(self, limit: int = {m}) -> dict[str, int]:
        results = {{}}
        for i, item in enumerate(self.items):  # {s}
            if i >= limit:
                break
            results[item] = len(item) * self.{b}
        return results
''',
    "bash": """\
#!/usr/bin/env bash
set -euo pipefail
for file in "${a}_DIR"/*.{c}; do  # {s}
  [[ -s "$file" ]] && gzip -c "$file" > "/var/backups/{b}-$(basename "$file").gz"
done
curl -fsS "https://example.org/{a}?{b}={n}" | jq '.{c}[]'
""",
    "yaml": """\
# {s}
kind: {A}
metadata: {{name: {a}-{b}, labels: {{tier: "{c}"}}}}
spec:
  replicas: {m}
  {b}:
    - {{name: {c}, limit: {n}Mi, enabled: true}}
""",
    "sql": """\
-- {s}
SELECT {a}_id, count(*) AS {b}_count
FROM {a}_{b} LEFT JOIN {c} USING (id)
WHERE created_at > now() - INTERVAL '{m} days' AND {c}.{b} > {n}
GROUP BY {a}_id ORDER BY {b}_count DESC LIMIT {m};
""",
    "rust": """\
/// {s}.
pub fn {a}_{b}(key: &str, {c}: u64) -> Result<u64, String> {{
    match {c} {{
        0..={n} => Ok({c} * {m}),
        other => Err(format!("{{key}}: {{other}} out of range")),
    }}
}}
""",
}


@dataclass
class Post:
    """One post without any markup: ``blocks`` are (kind, content) pairs."""

    number: int
    slug: str
    title: str
    date: date
    tags: list[str]
    category: str
    author: str
    description: str
    blocks: list[tuple[str, object]] = field(default_factory=list)


class Corpus:
    """``count`` posts, oldest first."""

    def __init__(self, count: int) -> None:
        self.count = count
        rng = random.Random("words")
        endings = ("e", "es", "ed", "ing", "er", "ers", "ion", "able", "ive", "ment")
        starts = ("", "re", "un", "pre", "over", "multi", "auto", "cross")
        made = ["".join(parts) for parts in itertools.product(starts, _ROOTS, endings)]
        rng.shuffle(made)
        self._words = [*_COMMON, *_TOPICS, *made]
        # Zipf and Mandelbrot's law, which the words of a language follow
        weights = [1 / (rank + 2.7) ** 1.1 for rank in range(len(self._words))]
        self._cumulative = list(itertools.accumulate(weights))

    def head(self, number: int) -> tuple[str, str]:
        """Title and slug of a post."""
        rng = random.Random(f"head {number}")
        words = [*self._draw(rng, rng.randint(2, 4)), *rng.sample(_TOPICS, 2)]
        return " ".join(words).capitalize(), f"{'-'.join(words)}-{number}"

    def post(self, number: int) -> Post:
        """One post."""
        rng = random.Random(f"post {number}")
        title, slug = self.head(number)
        days = (LAST_DAY - FIRST_DAY).days * number // max(self.count, 1)
        tags = {rng.choice(TAGS[: rng.choice((5, 15, len(TAGS)))]) for _ in range(3)}
        return Post(
            number,
            slug,
            title,
            FIRST_DAY + timedelta(days=days),
            sorted(tags),
            rng.choice(CATEGORIES),
            rng.choice(AUTHORS),
            self._sentence(rng),
            list(self._blocks(rng, number)),
        )

    def _blocks(self, rng: random.Random, number: int) -> list[tuple[str, object]]:
        extras: list[tuple[str, object]] = [
            ("code", (language, self._code(rng, language)))
            for language in rng.choices(list(_CODE), k=rng.randint(2, 4))
        ]
        if rng.random() < 0.5:
            extras.append(("image", rng.choice(("a", "b", "c"))))
        if rng.random() < 0.4:
            rows = [rng.sample(_TOPICS, 4) for _ in range(rng.randint(4, 8))]
            extras.append(("table", rows))
        if rng.random() < 0.5:
            extras.append(("list", [self._sentence(rng) for _ in range(4)]))
        if number and rng.random() < 0.7:
            extras.append(("link", rng.randrange(number)))
        blocks: list[tuple[str, object]] = [("text", self._paragraph(rng))]
        for section in range(rng.randint(3, 5)):
            if section:
                blocks.append(("heading", " ".join(self._draw(rng, 3)).capitalize()))
            blocks += [("text", self._paragraph(rng)) for _ in range(rng.randint(2, 3))]
            if extras:
                blocks.append(extras.pop(rng.randrange(len(extras))))
        return blocks + extras

    def _draw(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self._words, cum_weights=self._cumulative, k=count)

    def _sentence(self, rng: random.Random) -> str:
        words = self._draw(rng, rng.randint(7, 20))
        style = rng.random()
        if style < 0.1:
            words[-2] = f"`{words[-2]}_{rng.choice(_TOPICS)}`"
        elif style < 0.2:
            words[1] = f"*{words[1]}*"
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def _paragraph(self, rng: random.Random) -> str:
        return " ".join(self._sentence(rng) for _ in range(rng.randint(4, 7)))

    def _code(self, rng: random.Random, language: str) -> str:
        a, b, c = rng.sample(_TOPICS, 3)
        sentence = " ".join(self._draw(rng, 6))
        names = {"a": a, "b": b, "c": c, "A": a.title(), "B": b.title(), "s": sentence}
        return _CODE[language].format(**names, n=rng.randint(2, 4096), m=rng.randint(1, 64))


def picture(size: int = 64) -> bytes:
    """A small PNG."""
    rows = b"".join(
        b"\0" + bytes(v for x in range(size) for v in (x * 4 % 256, y * 4 % 256, 128))
        for y in range(size)
    )
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
