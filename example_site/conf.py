project = "Craft Notes"
version = "2026"  # EPUB wants one
author = "Mara Lindqvist and Tomás Ferreira"
copyright = "2025–2026, Mara Lindqvist and Tomás Ferreira"
html_baseurl = "https://notes.example/"

extensions = ["sphinx_craftblog"]
html_theme = "craftblog"
html_show_sphinx = False
html_theme_options = {
    "header_links": [
        {"title": "Articles", "url": "articles"},
        {"title": "Archive", "url": "blog/archive"},
        {"title": "Tags", "url": "blog/tag"},
        {"title": "About", "url": "about"},
        {"title": "Search", "url": "search"},
    ],
    "social_links": {"email": "letters@notes.example", "rss": True},
}
exclude_patterns = ["_build"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
# The front page is given to the letter, straight quotation marks included.
smartquotes = False

craftblog_description = (
    "Practical articles about frontend architecture, systems programming in Rust, release "
    "engineering, developer tooling, and the decisions that shape software quality."
)
craftblog_date_format = "MMMM yyyy"
craftblog_authors = {
    "mara": {
        "name": "Mara Lindqvist",
        "bio": "Databases, builds, and the pages in between.",
    },
    "tomas": {
        "name": "Tomás Ferreira",
        "bio": "Systems, releases, and the dashboards that watch them.",
    },
}
craftblog_tags = {
    "postgresql": {
        "name": "PostgreSQL",
        "aliases": ["Postgres"],
        "description": "Schema changes, plans and queues in the database that we reach for first.",
    },
    "rust": {
        "name": "Rust",
        "description": "Systems programming with the standard library and a compiler that argues.",
    },
    "devops": {"name": "DevOps"},
}
