from made.forms import shipped

from jianfu_cli.core.filings.schedule import schedule


def test_the_schedule_is_that_of_the_notice():
    assert [(one.day.isoformat(), one.who, one.what) for one in schedule(shipped())] == [
        ("2024-06-05", "县（市、区）", "报送附件1"),
        ("2024-06-05", "市直部门", "报送附件1"),
        ("2024-06-07", "", "宣传部署阶段结束"),
        ("2024-06-14", "市直部门", "报送附件2、3"),
        ("2024-06-24", "", "集中攻坚阶段结束"),
        ("2024-07-04", "县（市、区）", "报送附件2—7"),
        ("2024-07-04", "", "总结巩固阶段结束"),
        ("2024-12-31", "", "跟踪督查阶段结束"),
    ]


def test_each_date_has_a_name_of_its_own():
    names = [one.name for one in schedule(shipped())]
    assert len(set(names)) == len(names)
    assert "county.a2-a3-a4-a5-a6-a7" in names
