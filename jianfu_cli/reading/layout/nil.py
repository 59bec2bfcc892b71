"""What people write in the place of rows where there is nothing to report: 无, 零报告, 我县未摸排出此类问题."""

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.traditional import plain_key
from jianfu_cli.core.language.values import Scalar
from jianfu_cli.core.model.form_body import NIL_WORDS

_BODY = "(?:单位|部门|学校|[局委办校县区市镇乡级])"
_NOW = "(?:本次|此次|目前|当前|截至目前|暂时?|现|尚|均|也)"
# 我局尚未摸排完毕 says that the rows are to come.
_NOT_YET = "(?!能?[^。]{0,4}(?:完成|完毕|结束|[统排汇核]完|上报|报送|填报|统计|汇总|核实|审核|收集|开始|启动|提供))"
_NONE = f"(?:无|没有{_NOT_YET}|未{_NOT_YET}|不涉及|不存在)"
# What is not there, as a matter itself is not called: 无人机进校园 is one.
_WHAT = (
    "(?:需|要|涉及|相关|此类|该类|此项|此|有关|加重|增加|类似|存在|牵头|上述|社会事务|问题|事项|情况|内容"
    "|增负|负担|发现|中小学|学校|教师|任务)"
)
NIL = pattern_of(
    rf"(?:{'|'.join(NIL_WORDS)}|[零0〇](?:问题|事项|报告|[项个件条])|〇|n/?a|none|null|nil"
    rf"|(?:我|本){_BODY}?{_NOW}{{0,2}}{_NONE}.{{0,20}}"
    rf"|{_NOW}{{0,2}}(?:无|没有|未发现|未摸排[到出]?|未排查[到出]?|不涉及|不存在)(?:{_WHAT}.{{0,16}})?|此项无内容"
    rf"|{_NOW}{{0,2}}(?:无可?|没有可)(?:填报|上报|报送)的?(?:事项|内容|问题|情况|材料|活动)"
    rf"|{_NOW}{{0,2}}\"?零\"?(?:上?报告?|申报)|无[,、]?[(]?零报告[)]?|空表|[本此该]表(?:格|中|内)?(?:为?空(?:白|表)?|无|没有).{{0,10}}"
    r"|未(?:布置|安排|组织|要求|下达|部署)[^。]{0,12}|[此本该](?:项|栏|类)(?:为?无|暂无)(?:内容)?"
    r"|经(?:排查|摸排|自查|梳理|核实|核查|认真|全面|逐项|研判)[^。]{0,20}(?:无|未发现|未摸排|不存在|没有).{0,20}|[-/]+)[。.]?"
)
_BEGINNINGS = frozenset("空该无零0〇没暂不未我本经目当截此现尚均無沒暫經nN")
_LONGEST = 60
_COMPATIBLE = "\uf900"  # from here on characters that are others in disguise (NFKC)


def is_nil(value: Scalar) -> bool:
    """Say whether a cell says that there is nothing to report."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    # What begins with another letter, and with none that folds to one of these, need not be looked at.
    is_likely = value[:1] in _BEGINNINGS or not value[:1].isalnum() or value >= _COMPATIBLE
    return is_likely and bool(NIL.fullmatch(plain_key(value)))
