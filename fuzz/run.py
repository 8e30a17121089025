"""Fuzz one target: by coverage with Atheris where it is installed, else by plain mutation."""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

MOST_BYTES = 20_000
BOUND = 10
"""Seconds that an input may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--plain", action="store_true", help="mutate without looking at coverage")
    parser.add_argument("--found", type=Path, default=HERE / "found", help="where inputs are kept")
    given = parser.parse_args()
    new = given.found / given.target
    new.mkdir(parents=True, exist_ok=True)
    try:
        import atheris
    except ImportError:
        atheris = None
    if atheris is None or given.plain:
        _mutate(given.target, given.seconds, new)
        return
    with atheris.instrument_imports(include=["sphinx_craftblog", "html.parser"]):
        from targets import TARGETS
    options = [
        *(f"-max_total_time={given.seconds}", f"-timeout={BOUND}", f"-max_len={MOST_BYTES}"),
        *(f"-artifact_prefix={new}/failed-", "-rss_limit_mb=2048", "-print_final_stats=1"),
    ]
    if (HERE / f"{given.target}.dict").is_file():
        options.append(f"-dict={HERE / given.target}.dict")
    corpus = [str(new), str(HERE / "corpus" / given.target)]
    atheris.Setup([sys.argv[0], *options, *corpus], TARGETS[given.target])
    atheris.Fuzz()


def _mutate(target: str, seconds: int, new: Path) -> None:
    from targets import TARGETS

    run, chance = TARGETS[target], random.Random(0)
    seeds = [path.read_bytes() for path in sorted((HERE / "corpus" / target).iterdir())]
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            place = chance.randint(0, len(data))
            other = chance.choice(seeds)
            start = chance.randint(0, len(other))
            piece = chance.choice((chance.randbytes(2), other[start : start + 20], b"", b"[{&*!|"))
            data[place : place + chance.randint(0, 4)] = piece * chance.choice((1, 1, 1, 50))
        number += 1
        started = time.monotonic()
        try:
            run(bytes(data[:MOST_BYTES]))
            assert time.monotonic() - started < BOUND, "it takes too long"
        except Exception:
            (new / "failed").write_bytes(data)
            print(f"{target}: input {number} fails, kept as {new / 'failed'}")
            raise
    print(f"{target}: {number} inputs")


if __name__ == "__main__":
    main()
