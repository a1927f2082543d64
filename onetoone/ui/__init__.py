"""The look of the product: tokens, shell and basic components. Knows no business words.

Rooms write `from onetoone import ui` and call `ui.button(...)`, `ui.card(...)`. docs/design.md lists every component.
"""

from onetoone.ui.brand import mark, wordmark
from onetoone.ui.buttons import button, icon_button, spinner
from onetoone.ui.charts import bar_chart
from onetoone.ui.choices import Choice, checkbox, chip, segmented, switch
from onetoone.ui.chrome import app_look, app_wraps, crash_page, head, loading_page, not_found_page, offline_banner
from onetoone.ui.elements import (
    Child,
    Flag,
    Text,
    as_typed,
    classes,
    highlighted,
    icon,
    link_to,
    only_read,
    pick,
    text_link,
    when,
)
from onetoone.ui.fields import money_field, search_field, select_field, text_area, text_field
from onetoone.ui.language_choice import language_choice, language_row
from onetoone.ui.moments import moment
from onetoone.ui.navigation import Elsewhere, NavItem, Tab, tabs
from onetoone.ui.notices import Feedback, Tone, badge, banner, count_badge, tell, toast_host
from onetoone.ui.overlays import dialog, menu, menu_item
from onetoone.ui.people import avatar, person_line
from onetoone.ui.pictures import picture
from onetoone.ui.reacting import reactable, reactions
from onetoone.ui.shell import bare, full_bleed, shell, skip_link
from onetoone.ui.social import App
from onetoone.ui.stage import call_stage, chime, preview_stage, rehearsal_stage, ring_sound, stage_action
from onetoone.ui.stars import star_choice, stars
from onetoone.ui.surfaces import (
    card,
    divider,
    empty_state,
    facts,
    page_header,
    progress,
    row,
    rows,
    section_title,
    show_more,
    skeleton,
    skeleton_rows,
)
from onetoone.ui.theme_choice import theme_choice
from onetoone.ui.woven import woven

__all__ = [
    "App",
    "Child",
    "Choice",
    "Elsewhere",
    "Feedback",
    "Flag",
    "NavItem",
    "Tab",
    "Text",
    "Tone",
    "app_look",
    "app_wraps",
    "as_typed",
    "avatar",
    "badge",
    "banner",
    "bar_chart",
    "bare",
    "button",
    "call_stage",
    "card",
    "checkbox",
    "chime",
    "chip",
    "classes",
    "count_badge",
    "crash_page",
    "dialog",
    "divider",
    "empty_state",
    "facts",
    "full_bleed",
    "head",
    "highlighted",
    "icon",
    "icon_button",
    "language_choice",
    "language_row",
    "link_to",
    "loading_page",
    "mark",
    "menu",
    "menu_item",
    "moment",
    "money_field",
    "not_found_page",
    "offline_banner",
    "only_read",
    "page_header",
    "person_line",
    "pick",
    "picture",
    "preview_stage",
    "progress",
    "reactable",
    "reactions",
    "rehearsal_stage",
    "ring_sound",
    "row",
    "rows",
    "search_field",
    "section_title",
    "segmented",
    "select_field",
    "shell",
    "show_more",
    "skeleton",
    "skeleton_rows",
    "skip_link",
    "spinner",
    "stage_action",
    "star_choice",
    "stars",
    "switch",
    "tabs",
    "tell",
    "text_area",
    "text_field",
    "text_link",
    "theme_choice",
    "toast_host",
    "when",
    "wordmark",
    "woven",
]
