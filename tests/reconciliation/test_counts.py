from __future__ import annotations

from briefing.model.fact import Enumeration, Programme
from briefing.model.summary import CountCheck
from briefing.reconciliation.counts import check_counts, class_size, merge_programmes

from reconciliation.facts import evidence, figure, info, project

PAPER = info("报纸", "2025-02-10", "high")
OTHER = info("晚报", "2025-02-11")


def listed(head: str, count: int, *items: str, source: object = PAPER) -> Enumeration:
    return Enumeration(head=head, count=count, items=items, evidence=(evidence(source),))  # type: ignore[arg-type]


def lists(*enumerations: Enumeration) -> list[CountCheck]:
    return check_counts(enumerations, [], [])


def test_a_list_that_is_short_is_told() -> None:
    (check,) = lists(listed("四个突破", 4, "产业突破", "城乡突破", "生态突破"))
    assert (check.head, check.expected, len(check.found)) == ("四个突破", 4, 3)


def test_the_lists_of_all_places_are_one() -> None:
    (check,) = lists(
        listed("四个突破", 4, "产业突破", "城乡突破"),
        listed("“四个突破”", 4, "城乡突破", "生态突破", "民生突破。", source=OTHER),
    )
    assert check.found == ("产业突破", "城乡突破", "生态突破", "民生突破。")
    assert len(check.evidence) == 2


def test_one_item_in_two_lengths_counts_once() -> None:
    (check,) = lists(listed("三个围绕", 3, "围绕产业抓创新", "围绕产业", "围绕民生"))
    assert check.found == ("围绕产业抓创新", "围绕民生")


def test_a_list_longer_than_its_number_is_no_check() -> None:
    assert lists(listed("两个重点", 2, "甲事", "乙事", "丙事")) == []


def test_the_name_of_a_class_says_how_many() -> None:
    assert [class_size(name) for name in ("十大工业项目", "二十大民生项目", "百项技改", "民生项目")] == [10, 20, 100, None]


def test_a_programme_counts_the_projects_put_down_to_it() -> None:
    projects = [
        project(PAPER, "第三水厂", programme="双二十工程", aliases=("三水厂",)),
        project(PAPER, "第三水厂一期", programme="双二十工程", part_of="第三水厂@报纸"),
        project(PAPER, "跨海大桥"),
    ]
    known = Programme(name="双二十工程", classes=("二十大工业项目", "二十大民生项目"), members=("三水厂",))
    programmes = merge_programmes([known], projects)
    assert programmes[0].members == ("第三水厂",)
    (check,) = check_counts([], programmes, [])
    assert (check.expected, check.found) == (40, ("第三水厂",))


def test_a_whole_and_its_parts() -> None:
    def count(label: str, value: str, **more: object) -> object:
        return figure(PAPER, label, value, "个", measure="count", id=label, **more)

    whole, a, b = (
        count("重点项目数", "7"),
        count("工业项目数", "4", part_of="重点项目数"),
        count("民生项目数", "3", part_of="重点项目数"),
    )
    (check,) = check_counts([], [], [whole, a, b])  # type: ignore[list-item]
    assert (check.expected, check.found, check.parts) == (7, ("工业项目数", "民生项目数"), ("工业项目数", "民生项目数"))
    assert check_counts([], [], [whole, a]) == []  # type: ignore[list-item]
    some = count("民生项目数", "2", part_of="重点项目数")
    assert check_counts([], [], [whole, a, some]) == []  # type: ignore[list-item]


def test_the_classes_of_a_programme_are_counted_apart() -> None:
    """30 = 10 + 10 + 10: a class only where the sources put a member into it; a member without a class counts for none."""
    classes = ("十大工业项目", "十大基础设施项目", "十大民生项目")
    projects = [
        project(PAPER, "第三水厂", programme="三十工程", **{"class": "十大民生项目"}),
        project(PAPER, "环城公路", programme="三十工程", **{"class": "十大基础设施项目"}),
        project(PAPER, "锂电园", programme="三十工程"),
    ]
    programmes = merge_programmes([Programme(name="三十工程", classes=classes)], projects)
    checks = check_counts([], programmes, [], projects)
    assert [(c.expected, c.found) for c in checks] == [
        (30, ("第三水厂", "环城公路", "锂电园")),
        (10, ("环城公路",)),
        (10, ("第三水厂",)),
    ]
