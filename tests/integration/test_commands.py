"""``craftblog init``, ``new``, ``list`` and ``schema``, as they are typed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from sites import EXAMPLE_SITE, Run, Site

from sphinx_craftblog.commands import main


@pytest.fixture
def blog(site: Site) -> Site:
    site.folder = site.folder / "blog"
    site.configure("craftblog_authors = {'ada': ('Ada', ''), 'bob': ('Bob', '')}")
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("old", tags="[Rust, C++]", series="Tools", part=1, date="2026-01-05")
    site.post("gone", tags="[rust]", date="2026-02-01", expires="2026-05-01")
    site.post("quiet", date="2026-02-02", unlisted="true")
    site.post("planned", tags="[Rust]", date="2026-06-09", series="Tools", part=2)
    site.post("half-done", "Not yet.", draft="true", date=None)
    return site


def rows(output: str) -> dict[str, dict[str, Any]]:
    return {Path(row["path"]).stem: row for row in json.loads(output)}


# init


def test_a_new_site_builds_without_a_warning(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "my-notes"
    code, output, _ = run("init", folder)
    assert code == 0
    assert "craftblog serve" in output
    built = Site.at(folder).build(nitpicky=True)
    assert built.warnings == []
    assert built.html("index").h1.get_text() == "My notes"  # type: ignore[union-attr]
    assert built.html("index").select_one("article h2, article h3") is not None
    assert not list(built.out.glob("blog/*.xml"))


def test_a_new_site_with_an_address_has_feeds_and_hosts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    folder = tmp_path / "notes"
    title = 'Zoë\'s "notes" \\ {{ x }}'
    hosts = ("github-pages", "netlify", "read-the-docs", "cloudflare")
    options = [part for host in hosts for part in ("--host", host)]
    code, output, _ = run(
        *("init", folder, "--title", title, "--url", "https://me.example", "--author", "Zoë"),
        *("--language", "de", "--format", "json", *options),
    )
    assert code == 0
    files = json.loads(output)["files"]
    assert files[-4:] == [
        ".github/workflows/publish.yml",
        "netlify.toml",
        ".readthedocs.yaml",
        "wrangler.toml",
    ]
    workflow = yaml.safe_load((folder / ".github/workflows/publish.yml").read_text())
    assert workflow["jobs"]["publish"]["environment"]["url"].startswith("${{ steps.")
    assert yaml.safe_load((folder / ".readthedocs.yaml").read_text())["version"] == 2
    assert 'compatibility_date = "2026-01-01"' in (folder / "wrangler.toml").read_text()
    built = Site.at(folder).build(nitpicky=True)
    assert built.warnings == []
    assert built.html("index").html["lang"] == "de"  # type: ignore[index]
    assert "https://me.example/" in built.text("blog/atom.xml")


# new


def new(run: Run, blog: Site, *arguments: str) -> tuple[Path, dict[str, Any], str]:
    code, output, said = run("new", *arguments, "--source", blog.folder)
    assert (code, said) == (0, "")
    path = Path(output.strip())
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return path, yaml.safe_load(front), body


def test_a_new_post_is_one(run: Run, blog: Site) -> None:
    path, front, body = new(run, blog, 'A "safe" Rust: why & how?', "--author", "ada")
    assert path == blog.folder / "posts" / "a-safe-rust-why-how.md"
    assert front == {"date": date(2026, 6, 1), "author": "ada", "tags": ["Rust"]}
    assert body.strip() == '# A "safe" Rust: why & how?'
    assert "# in use: C++" in path.read_text()
    built = blog.build()
    assert [warned.type for warned in built.warnings] == ["craftblog.body"]
    assert "posts/a-safe-rust-why-how.html" in built.files()


def test_two_posts_of_one_title_have_two_files(run: Run, blog: Site) -> None:
    assert [new(run, blog, "Old")[0].stem for _ in range(2)] == ["old-2", "old-3"]


def test_tags_and_series_are_spelled_as_they_are(run: Run, blog: Site) -> None:
    _, front, _ = new(run, blog, "Next", "--tags", "RUST, c++ ,New, new", "--series", "tools")
    assert front["tags"] == ["Rust", "C++", "New"]
    assert (front["series"], front["part"]) == ("Tools", 3)


def test_dates_in_file_names_are_kept_up(run: Run, site: Site) -> None:
    site.post("2026-01-01-first", date=None)
    assert new(run, site, "Second")[0].name == "2026-06-01-second.md"


def test_the_next_free_tuesday(run: Run, blog: Site) -> None:
    # 2 June is one; there is a post on 9 June.
    dates = [new(run, blog, "A", "--schedule", "every Tuesday")[1]["date"] for _ in range(2)]
    assert dates == [date(2026, 6, 2), date(2026, 6, 16)]
    _, front, _ = new(run, blog, "A", "--schedule", "mondays 9:30")
    assert front["date"] == datetime(2026, 6, 1, 9, 30)  # noqa: DTZ001 - YAML's, without a zone


def test_a_site_has_a_template_of_its_own(run: Run, blog: Site) -> None:
    blog.write("conf.py", (blog.folder / "conf.py").read_text() + "\ntemplates_path = ['mine']\n")
    blog.write(
        "mine/craftblog/new-post.md", "---\ndate: {{ date }}\nlocation: Graz\n---\n# {{ title }}"
    )
    assert new(run, blog, "There")[1]["location"] == "Graz"
    blog.write("mine/craftblog/new-post.md", "{{ title ")
    code, _, said = run("new", "Again", "--source", blog.folder)
    assert code == 2
    assert said.startswith("craftblog: the template craftblog/new-post.md:1 cannot be used: ")


# list


def test_the_list_has_every_post_and_its_state(run: Run, blog: Site) -> None:
    code, output, _ = run("list", blog.folder, "--format", "json")
    listed = rows(output)
    assert code == 0
    assert {name: row["state"] for name, row in listed.items()} == {
        "half-done": "draft",
        "planned": "scheduled",
        "quiet": "unlisted",
        "gone": "expired",
        "old": "published",
    }
    old = listed["old"]
    assert (old["words"], old["minutes"], old["tags"]) == (5, 1, ["Rust", "C++"])
    assert (old["series"], old["part"], old["date"]) == ("Tools", 1, "2026-01-05T00:00:00+00:00")


def test_the_list_may_be_of_some(run: Run, blog: Site) -> None:
    _, output, _ = run("list", blog.folder, "--drafts", "--scheduled", "--format", "csv")
    listed = list(csv.DictReader(StringIO(output)))
    assert [(row["title"], row["state"]) for row in listed] == [
        ("Half done", "draft"),
        ("Planned", "scheduled"),
    ]
    _, output, _ = run("list", blog.folder, "--expired")
    heading, line = output.splitlines()
    assert heading.split() == ["date", "state", "title", "words", "minutes", "tags", "path"]
    assert line.split()[:3] == ["2026-02-01", "expired", "Gone"]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_the_reading_is(
    blog: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["list", str(blog.folder)]) == 0
    shown = terminal.getvalue().split("\r\x1b[2K")
    assert shown[-2:] == ["reading sources... 100 %", ""]


def test_a_second_list_sees_an_edit(run: Run, blog: Site) -> None:
    run("list", blog.folder)
    blog.post("old", "Many more words than there were.", date="2026-01-05")
    blog.remove("posts/quiet.md")
    listed = rows(run("list", blog.folder, "--format", "json")[1])
    assert "quiet" not in listed
    assert listed["old"]["words"] == 7
    assert not (blog.folder / "_build").exists()


def test_the_next_build_that_shows_something_new(run: Run, blog: Site) -> None:
    assert run("list", blog.folder, "--next-publish")[1] == "2026-06-09T00:00:00+00:00\n"
    blog.post("soon-gone", expires="2026-06-03")
    assert run("list", blog.folder, "--next-publish")[1] == "2026-06-03T00:00:00+00:00\n"
    blog.remove("posts/planned.md")
    blog.remove("posts/soon-gone.md")
    assert run("list", blog.folder, "--next-publish") == (0, "", "")
    output = run("list", blog.folder, "--next-publish", "--format", "json")[1]
    assert json.loads(output) == {"next_publish": None}


# schema


def front_matter(folder: Path) -> dict[str, object]:
    """The front matter of every post, with dates as text, as editors see them."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers: ClassVar = {
            first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
            for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("posts/*.md")}
    return {
        name: yaml.load(text.split("---\n")[1], Loader)
        for name, text in texts.items()
        if text.startswith("---\n")
    }


def test_the_schema_is_valid_and_has_the_blogs_names(run: Run, blog: Site) -> None:
    code, output, _ = run("schema", blog.folder)
    assert code == 0
    found = json.loads(output)
    jsonschema.Draft7Validator.check_schema(found)
    check = jsonschema.Draft7Validator(found).is_valid
    assert all(map(check, front_matter(blog.folder).values()))
    assert '"C++"' in output
    assert found["properties"]["series"]["examples"] == ["Tools"]
    assert check({"author": "ada"})
    assert check({"author": ["Ada", "bob"]})
    assert not check({"author": "eve"})
    assert check({"tags": ["Unheard of"]})
    assert not check({"tag": ["Rust"]})
    assert not check({"draft": "maybe"})
    assert not check({"date": "5 January"})
    assert check({"x-mine": [1], "og:type": "a", "orphan": True})


def test_a_closed_vocabulary_is_closed_in_the_schema(run: Run, blog: Site) -> None:
    blog.configure('craftblog_tags = {"go": {"name": "Go"}}\ncraftblog_vocabulary = "closed"')
    check = jsonschema.Draft7Validator(json.loads(run("schema", blog.folder)[1])).is_valid
    assert check({"tags": ["Go"]})
    assert not check({"tags": ["Rust"]})


def test_the_example_site_keeps_to_its_schema(run: Run) -> None:
    found = json.loads(run("schema", EXAMPLE_SITE)[1])
    for name, front in front_matter(EXAMPLE_SITE).items():
        assert list(jsonschema.Draft7Validator(found).iter_errors(front)) == [], name


# mistakes


@pytest.mark.parametrize("command", [("list",), ("schema",), ("new", "Title", "--source")])
@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        (None, "no conf.py in '{folder}'; name the folder that sphinx-build is given"),
        ("", "'{folder}/conf.py' is not a blog's; add 'sphinx_craftblog' to its extensions"),
        (
            "\nraise RuntimeError('by mistake')",
            "{folder}/conf.py:2 cannot be read: RuntimeError: by mistake",
        ),
        ("x = (", "{folder}/conf.py:1 cannot be read: SyntaxError: "),
    ],
)
def test_what_is_no_blog_is_said_in_one_line(
    run: Run, tmp_path: Path, command: tuple[str, ...], configuration: str | None, said: str
) -> None:
    if configuration is not None:
        (tmp_path / "conf.py").write_text(configuration)
    code, output, error = run(*command, tmp_path)
    assert (code, output, error.count("\n")) == (2, "", 1)
    assert error.startswith(f"craftblog: {said.format(folder=tmp_path)}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["init", "file"],
        ["init", "file/x"],
        ["schema", ".", "--output", "file/x"],
        ["schema", ".", "--output", "posts"],
        ["migrate", "hugo", "hugo", "--to", "file", "--write"],
        ["migrate", "hugo", "hugo", "--to", "file/x", "--write"],
    ],
)
def test_a_file_in_the_way_is_one_line(
    run: Run, blog: Site, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    blog.write("file", "")
    blog.write("hugo/hugo.toml", "baseURL = 'https://blog.example/'\n")
    blog.write("hugo/content/posts/a.md", "---\ndate: 2024-01-01\n---\nText.\n")
    monkeypatch.chdir(blog.folder)
    code, _, error = run(*arguments)
    assert (code, error.count("\n")) == (2, 1)
    assert error.startswith("craftblog: '")
    assert " cannot be used: " in error


def test_who_reads_the_output_may_stop(blog: Site) -> None:
    begin = "from sphinx_craftblog.commands import main; main()"
    command = [sys.executable, "-c", begin, "schema", blog.folder]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "begin", "end"),
    [
        (["lsit"], "craftblog: no command 'lsit'; did you mean 'list'?", "; 'craftblog --help' "),
        ([], "craftblog: ", "; 'craftblog --help' says what it takes"),
        (["new", "A", "--date", "2026-1-5"], "craftblog: '--date' takes a date such as 2026-", ""),
        (["new", "A", "--author", "adda"], "craftblog: author 'adda' is not in craftblog_a", ""),
        (["new", "A", "--schedule", "tusday"], "craftblog: '--schedule' takes a day and, if", ""),
        (["list", "--format", "xml"], "craftblog list: ", "; 'craftblog list --help' says what"),
        (["init", "--url", "me.example"], "craftblog: '--url' takes an address such as 'http", ""),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    run: Run,
    blog: Site,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    begin: str,
    end: str,
) -> None:
    place = blog.folder if arguments[:1] != ["init"] else blog.folder / "posts"
    monkeypatch.chdir(place)
    code, output, error = run(*arguments)
    assert (code, output) == (2, "")
    assert error.startswith(begin)
    assert end in error
    assert error.count("\n") == 1
