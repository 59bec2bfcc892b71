def test_the_schedule_and_its_calendar_file(jianfu, tmp_path):
    done = jianfu("deadlines", "--as-of", "2024-06-12", "--ics", "期限.ics")
    assert (done.returncode, done.stderr) == (0, "已写出日历文件 期限.ics\n")
    assert "2024-06-14 星期五  还有 2 天（2 个工作日）\n  市直部门报送附件2、3\n" in done.stdout
    content = (tmp_path / "期限.ics").read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_gbk_console_can_show_it(jianfu):
    assert "星期三" in jianfu("deadlines", "--as-of", "2024-06-12", encoding="gbk").stdout


def test_only_a_calendar_is_overwritten(jianfu, tmp_path):
    (tmp_path / "附件2.xlsx").write_bytes(b"PK of a unit")
    done = jianfu("deadlines", "--ics", "附件2.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "附件2.xlsx 是别的文件，不是日历，没有覆盖" in done.stderr
    assert (tmp_path / "附件2.xlsx").read_bytes() == b"PK of a unit"
    assert [jianfu("deadlines", "--ics", "期限.ics").returncode for _ in range(2)] == [0, 0]


def test_a_file_that_cannot_be_written(jianfu, tmp_path):
    (tmp_path / "期限.ics").mkdir()
    done = jianfu("deadlines", "--ics", "期限.ics")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：写不了 期限.ics")
