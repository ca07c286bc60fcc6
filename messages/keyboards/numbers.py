"""Keyboards of the registers of numbers."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.numbers import ShowRegister, ShowRegisters, VoidNumber
from messages.views.numbers import NumberListView, RegistersView


def number_registers(view: RegistersView) -> Keyboard:
    """Each register that has begun, and the years around."""
    if not view.allowed:
        return ()
    registers = (button(line.title, ShowRegister(line.register, view.year, 0)) for line in view.lines)
    before = button(f"{view.year - 1}年", ShowRegisters(view.year - 1))
    after = [button(f"{view.year + 1}年", ShowRegisters(view.year + 1))] if view.later else []
    return flow(registers, per_row=2) + rows([before, *after])


def number_list(view: NumberListView) -> Keyboard:
    """［作废］ of those that can be, other pages, the way back."""
    if not view.allowed:
        return ()
    void = (
        button(f"作废{line.taken.n}号", VoidNumber(view.register, view.year, line.taken.n))
        for line in view.lines
        if line.voidable
    )
    back = [button("上一页", ShowRegister(view.register, view.year, view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", ShowRegister(view.register, view.year, view.page + 1))]
    registers = button("全部登记簿", ShowRegisters(view.year))
    return flow(void) + rows([*back, registers, *(forth if view.page + 1 < view.pages else [])])


KEYBOARDS = {"number_registers": number_registers, "number_list": number_list}
