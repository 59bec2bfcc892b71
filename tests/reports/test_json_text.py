import json

from jianfu_cli.reports.json_text import json_text


def test_chinese_stays_and_what_is_no_text_does_not():
    assert json_text({"列": ["字", None, "\udcff"]}) == '{\n  "列": [\n    "字",\n    null,\n    "?"\n  ]\n}\n'
    assert json.loads(json_text({"a": 1})) == {"a": 1}
