"""Small months against an oracle, CP-SAT, that tries everything: no plan has a peak more than one below ours.

The oracle shares nothing with the planner: three touches a person on days when the owner works, so many working days
apart, pins where they are, the busiest day as quiet as can be.
"""

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from tests.rules.plan import books
from tests.rules.plan.books import days_of, gaps, peak, people, pins, plan


def lowest_peak(persons, open_, pinned, gap):
    """The peak that cannot be beaten; None = no plan keeps the gap."""
    model = cp_model.CpModel()
    load = {day: [] for day in range(len(books.DAYS))}
    for person in persons:
        at = [model.new_int_var_from_domain(cp_model.Domain.from_values(open_), f"{person}-{j}") for j in range(3)]
        model.add(at[1] >= at[0] + gap)
        model.add(at[2] >= at[1] + gap)
        here = [[model.new_bool_var(f"{person}-{j}-{day}") for day in load] for j in range(3)]
        for j in range(3):
            model.add_exactly_one(here[j])
            model.add(at[j] == sum(day * here[j][day] for day in load))
            for day in load:
                load[day].append(here[j][day])
        if person in pinned:
            model.add_at_least_one(here[j][pinned[person]] for j in range(3))
    most = model.new_int_var(0, 3 * len(persons), "most")
    for touches in load.values():
        model.add(sum(touches) <= most)
    model.minimize(most)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
    solver.parameters.max_deterministic_time = 2
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return int(solver.objective_value) if status == cp_model.OPTIMAL else None


@settings(max_examples=8, deadline=None)
@given(st.sets(st.integers(1, 400), min_size=2, max_size=8), st.integers(0, 22), st.integers(0, 10),
       st.dictionaries(st.integers(0, 7), st.integers(0, 22), max_size=5), st.integers(0, 12))
@example({1, 2, 3, 4, 5, 6, 7, 8}, 6, 10, {}, 0)                    # two weeks away
@example(set(range(1, 13)), 0, 0, {0: 4, 1: 4, 2: 4, 3: 4, 4: 4}, 0)  # five pins on one day
@example({1, 26, 75}, 5, 5, {2: 19}, 5)         # a pin near the end
@example({1, 2, 3, 4, 5, 6}, 0, 0, {}, 18)                          # a first run on the 25th
def test_no_plan_has_a_lower_peak(numbers, first, away, some, today):
    numbers, leave = sorted(numbers), range(first, min(first + away, 23))
    open_ = [day for day in range(today, 23) if day not in leave]
    pinned = {numbers[k]: day for k, day in some.items() if k < len(numbers) and day in open_}
    assume(len(open_) >= 3)
    gap = min(4, max(len(open_) // 3, 1))
    given_ = books.settings(leave=[(leave[0], leave[-1])] if leave else [])
    days = days_of(plan(people(numbers), given_, pins(pinned), today=books.DAYS[today]))
    best = lowest_peak(numbers, open_, pinned, gap)
    assume(best is not None)
    assert all(len(mine) == 3 and set(mine) <= set(open_) for mine in days.values())
    assert min(gaps(days)) >= gap
    assert best <= peak(days) <= best + 1
