"""The pages of the ten months: steps, hours, appointments and calendars."""

from tests.browser.acts import push, pushes, unfold
from tests.browser.visiting import State, Visit
from tests.browser.visitor import Visitor


def ends_before_it_starts(somebody: Visitor) -> None:
    """Put the last day of a step before its first."""
    somebody.page.locator("#inventory_planned_end").fill("1-1-2026")
    push(somebody.page, "Opslaan")


def propose_from_no_day(somebody: Visitor) -> None:
    """Ask for new proposals from something that is no day."""
    unfold(somebody)
    somebody.page.locator("#propose_from").fill("morgen")
    push(somebody.page, "Stel de dagen opnieuw voor")


def propose_days(somebody: Visitor) -> None:
    """Ask for new proposals from the day that stands there."""
    unfold(somebody)
    push(somebody.page, "Stel de dagen opnieuw voor")


def save_days_twice(somebody: Visitor) -> None:
    """Save other days in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, day in ((other, "1-8-2027"), (page, "2-8-2027")):
        tab.locator("#evaluation_planned_end").fill(day)
        push(tab, "Opslaan")
    other.close()


def write_strange_hours(somebody: Visitor) -> None:
    """Write down hours that are no quarters, by nobody."""
    page = somebody.page
    page.get_by_label("Uren", exact=True).fill("1,33")
    page.get_by_label("Wie").fill("")
    push(page, "Zet de uren erbij")


def change_removed_hours(somebody: Visitor) -> None:
    """Remove a line in another tab, and change it here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    push(other, "Haal de regel weg")
    other.close()
    page.get_by_label("Waaraan").fill("Langer dan gedacht")
    push(page, "Opslaan")


def set_no_target(somebody: Visitor) -> None:
    """Say that there may be no hours at all."""
    somebody.page.get_by_label("Hoeveel uur mag het traject kosten?").fill("0")
    push(somebody.page, "Opslaan")


def change_appointment_twice(somebody: Visitor) -> None:
    """Change an appointment in another tab first, and then here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url)
    for tab, place in ((other, "Gemeentehuis"), (page, "Online")):
        tab.get_by_label("Plaats").fill(place)
        push(tab, "Opslaan")
    other.close()


def closed_meanwhile(somebody: Visitor) -> None:
    """Close the trajectory in another tab, and write down hours here."""
    page = somebody.page
    other = page.context.new_page()
    other.goto(page.url.replace("/uren", "/afsluiten"))
    push(other, "Sluit het traject af")
    other.close()
    page.get_by_label("Uren", exact=True).fill("2")
    push(page, "Zet de uren erbij")


PLANNING_VISITS: tuple[Visit, ...] = (
    Visit("trajectories.show_trajectory", "adviser", "{trajectory}"),
    Visit(
        "trajectories.show_trajectory",
        "coordinator",
        "{trajectory}/afsluiten",
        pushes("Sluit het traject af"),
        shows="that it is closed",
    ),
    Visit("trajectories.consider_starting", "coordinator", "{review}/traject"),
    Visit("trajectories.show_trajectory", "coordinator", "{review}/traject", pushes("Start het traject")),
    Visit("trajectories.edit_steps", "coordinator", "{trajectory}/stappen", propose_days),
    Visit("trajectories.edit_steps", "coordinator", "{trajectory}/stappen"),
    Visit("trajectories.consider_closing", "coordinator", "{trajectory}/afsluiten"),
    Visit("trajectories.show_hours", "coordinator", "{trajectory}/uren"),
    Visit("trajectories.edit_hours", "coordinator", "{hour}"),
    Visit("trajectories.edit_target", "coordinator", "{trajectory}/uren/doel"),
    Visit("trajectories.list_appointments", "coordinator", "{appointment}", pushes("Zeg de afspraak af")),
    Visit("trajectories.list_appointments", "coordinator", "{trajectory}/afspraken"),
    Visit("trajectories.new_appointment", "coordinator", "{trajectory}/afspraken/nieuw"),
    Visit("trajectories.show_appointment", "coordinator", "{appointment}"),
    Visit("trajectories.show_feed", "adviser", "{trajectory}/agenda", pushes("Maak een adres")),
    Visit("trajectories.show_feed", "adviser", "{trajectory}/agenda"),
)

PLANNING_STATES: tuple[State, ...] = (
    State(
        "days in the wrong order",
        "coordinator",
        "{trajectory}/stappen",
        422,
        ends_before_it_starts,
        shows="an error among many days",
    ),
    State("no day to propose from", "coordinator", "{trajectory}/stappen", 422, propose_from_no_day),
    State("days twice", "coordinator", "{trajectory}/stappen", 409, save_days_twice),
    State(
        "strange hours",
        "coordinator",
        "{trajectory}/uren",
        422,
        write_strange_hours,
        shows="an error in a row of fields",
    ),
    State("hours that are gone", "coordinator", "{hour}", 409, change_removed_hours),
    State("no hours at all", "coordinator", "{trajectory}/uren/doel", 422, set_no_target),
    State("no appointment", "coordinator", "{trajectory}/afspraken/nieuw", 422, pushes("Maak de afspraak")),
    State("an appointment twice", "coordinator", "{appointment}", 409, change_appointment_twice),
    State("hours of a closed trajectory", "coordinator", "{trajectory}/uren", 409, closed_meanwhile),
    State("a reader at the ten months", "reader", "{trajectory}", 403),
)
