import urllib.error
import urllib.request

import pytest

from bot.demo import press
from bot.demo.site import Site
from news.gazetteer import mentions


def get(url: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


def test_an_article_is_on_its_site_and_in_its_feed_once_it_is_published() -> None:
    with Site() as site:
        feed = site.feeds["The Meridian Courier"]
        assert "border-talks" not in get(feed)[1]
        url = site.publish("border-talks")
        assert url in get(feed)[1]
        status, page, _ = get(url)
        assert status == 200
        assert "Valdoria and Kestria agree" in page
        site.withdraw("border-talks")
        assert get(url)[0] == 404


def test_an_unchanged_feed_is_not_sent_twice() -> None:
    with Site() as site:
        site.publish("border-talks")
        feed = site.feeds["The Meridian Courier"]
        tag = get(feed)[2]["ETag"]
        assert get(feed, **{"If-None-Match": tag})[0] == 304
        site.publish("state-visit")
        assert get(feed, **{"If-None-Match": tag})[0] == 200


def test_the_ministry_lists_its_releases_as_links() -> None:
    with Site() as site:
        site.publish("ambassador-summoned")
        assert '<a href="/ministry/ambassador-summoned">' in get(site.releases)[1]


def test_a_newsroom_can_correct_itself() -> None:
    with Site() as site:
        url = site.publish("prisoner-exchange")
        site.revise("prisoner-exchange", before="126 people", after="125 people")
        assert "125 people" in get(url)[1]


@pytest.mark.parametrize("slug", sorted(press.load_articles()))
def test_every_article_is_long_enough_to_be_one_and_names_no_real_country(slug: str) -> None:
    article = press.load_articles()[slug]
    text = " ".join(article.paragraphs)
    assert len(text.split()) > 60
    assert mentions(text, "en").countries == ()
    assert article.outlet in {*press.FEEDS, press.MINISTRY}


def test_the_articles_show_what_a_reader_of_quotations_must_cope_with() -> None:
    text = "\n".join(paragraph for one in press.load_articles().values() for paragraph in one.paragraphs)
    assert "“" in text
    assert '"' in text
    assert "‘" in text, "a quotation within a quotation"
    assert "on time,Ostland's" in text, "one without its marks, glued to its speaker"
    assert ",” she said" in text, "one whose speaker is a pronoun"
