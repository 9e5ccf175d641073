"""Templates → document blocks: a sandbox in which every value becomes an opaque token before it is printed."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from briefing.composition.grammar import parse
from briefing.composition.guard import FILTERS, Generator, check_words
from briefing.composition.inline import Words, structure
from briefing.composition.tokens import Tokens
from briefing.errors import AssetError, UnprovedNumberError
from briefing.model.document import Block
from briefing.model.run import Run
from briefing.resources import template_folder

_DIRECTIVE = re.compile(r"^(?:@|#|>|-)", re.MULTILINE)


class _Loader(FileSystemLoader):
    """Files of the user's folder first, then the shipped ones; each is checked before it is compiled."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        check_words(path, source)
        return source, path, fresh


class Renderer:
    """The templates of one run. `folder` overrides shipped templates file by file."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folders = [path for path in (folder, template_folder()) if path is not None]
        self._tokens = Tokens()
        self._environment = ImmutableSandboxedEnvironment(
            loader=_Loader(self.folders), undefined=StrictUndefined, autoescape=True, finalize=self._finalize,
        )  # fmt: skip
        self._environment.code_generator_class = Generator
        self._environment.filters = {name: self._environment.filters[name] for name in FILTERS}
        self._environment.globals = {"structure": structure}

    def load(self, file: str) -> Template:
        """A template, checked and compiled."""
        return self._environment.get_template(file)

    def render(self, name: str, **values: Any) -> tuple[Block, ...]:
        """The blocks of ``<name>.j2``. Raises `AssetError` naming the file, the line and the variable or directive at fault."""
        file = f"{name}.j2"
        try:
            text = self.load(file).render(values)
        except TemplateNotFound as error:
            raise AssetError(f"缺少模板 {error.name}。请重新安装 make-briefing，或补齐自定义模板文件夹。") from error
        except TemplateSyntaxError as error:
            raise AssetError(f"模板 {error.filename or file} 第{error.lineno}行写法不对：{error.message}") from error
        except UndefinedError as error:
            raise AssetError(f"模板 {_place(error, file)}用了没有定义的变量：{error.message}") from error
        except (SecurityError, TypeError, AttributeError) as error:
            raise AssetError(f"模板 {_place(error, file)}不能照办：{error}") from error
        except ValidationError as error:
            text = dict(error.errors()[0]["input"]).get("text", "")
            raise UnprovedNumberError(f"模板 {_place(error, file)}要印的“{text[:40]}”里有数字，却没有出处；没有发布。") from error
        return parse(text, self._tokens, file)

    def _finalize(self, value: object) -> Markup:
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        if isinstance(value, Markup):
            # What a macro gives is template text already; inside a line its own line ends mean nothing.
            return value if _DIRECTIVE.search(value) else Markup(value.replace("\n", " "))
        if isinstance(value, str):
            return self._tokens.put(Run(kind="text", text=value)) if value else Markup("")
        if isinstance(value, (BaseModel, tuple, Words)):
            return self._tokens.put(value)
        raise TypeError(f"{value!r} 不是带类型的文字（{type(value).__name__}）")


def _place(error: BaseException, file: str) -> str:
    """File and line of the template in which the error arose."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")]
    return f"{frames[-1].filename} 第{frames[-1].lineno}行" if frames else f"{file} "
