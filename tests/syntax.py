"""Reads modules as a reviewer would: which calls write rows, and which questions begin where."""

import ast
import inspect
from collections.abc import Iterator

from django.apps import apps
from django.db.models import QuerySet

# Whatever these are called on: nothing but rows has them.
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "create_user",
    "create_superuser",
}
# Sets, dicts and forms have these too, so they count on rows alone.
WRITES_OF_ROWS = {"update", "delete", "clear", "add", "set", "remove"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
ANSWERS = {
    "get",
    "first",
    "last",
    "earliest",
    "latest",
    "count",
    "exists",
    "aggregate",
    "in_bulk",
    "iterator",
    "contains",
    "explain",
}


def related_managers() -> set[str]:
    """Return the attributes under which rows hand out rows that belong to them."""
    names = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.one_to_many or field.many_to_many:
                is_reverse = field.auto_created and not field.concrete
                names.add(field.get_accessor_name() if is_reverse else field.name)
    return {name for name in names if name}


def answers() -> set[str]:
    """Return the methods of querysets that give something else than rows to go on with."""
    asked = set(ANSWERS)
    for model in apps.get_models():
        for name, method in inspect.getmembers(type(model._default_manager.all())):
            is_ours = inspect.isfunction(method) and not hasattr(QuerySet, name)
            if is_ours and method.__annotations__.get("return") not in ("Self", None):
                asked.add(name)
    return asked


class Rows:
    """Knows which expressions of a module stand for rows of a table that can be written."""

    def __init__(self, module: ast.Module) -> None:
        self.related, self.answers = related_managers(), answers()
        self.names: set[str] = set()
        known = -1
        while known < len(self.names):  # one name may be made from another further down
            known = len(self.names)
            for node in ast.walk(module):
                self._learn(node)

    def _learn(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            targets, value = [node.target], node.value
        else:
            return
        if value is not None and self.include(value):
            self.names |= {each.id for each in targets if isinstance(each, ast.Name)}

    def include(self, node: ast.expr) -> bool:
        """Say whether the expression is a manager, or a queryset made from one."""
        match node:
            case ast.Name(id=name):
                return name in self.names
            case ast.Attribute(attr=name):
                return name in MANAGERS or name in self.related
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                return name not in self.answers and self.include(value)
            case ast.BinOp(left=left, right=right):
                return self.include(left) or self.include(right)
            case ast.IfExp(body=body, orelse=orelse):
                return self.include(body) or self.include(orelse)
        return False


def writes(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield (the call, its line) of each call that writes rows."""
    rows = Rows(module)
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        subject, method = node.func.value, node.func.attr
        is_of_a_row = method == "delete" and not (node.args or node.keywords)
        if method in WRITES or is_of_a_row or (method in WRITES_OF_ROWS and rows.include(subject)):
            yield ast.unparse(node.func), node.lineno


def first_questions(module: ast.Module, model: str) -> Iterator[tuple[str, int]]:
    """Yield (what is asked first, the line) wherever a model is asked for rows, under any name.

    Nothing is asked first where a manager is handed on.
    """
    names = {model}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "termcard.programme"
        ):
            names |= {each.asname for each in node.names if each.name == model and each.asname}
    asked = {
        id(node.value): node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)
    }
    for node in ast.walk(module):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=manager) if (
                name in names and manager in MANAGERS
            ):
                yield asked.get(id(node), ""), node.lineno
