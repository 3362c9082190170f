"""Times several works beside each other: each runs once a round, so that what slows the machine for a while slows all of them,
and the best round counts. Kept are both clocks: time as it passes, and what the process had of processors, which others on the
machine do not lengthen but which counts all threads together."""

from __future__ import annotations

import gc
import math
import time
from dataclasses import dataclass
from typing import Any, Callable, List


def nothing() -> None:
    pass


@dataclass
class Work:
    key: str
    each: int  # how many households, or cases, one call decides
    call: Callable[[], Any]
    after: Callable[[], Any] = nothing  # not timed
    wall: float = math.inf
    processor: float = math.inf
    wall_sum: float = 0
    processor_sum: float = 0

    def run(self) -> None:
        used, began = time.process_time(), time.perf_counter()
        made = self.call()
        wall, processor = time.perf_counter() - began, time.process_time() - used
        del made
        self.after()
        self.wall, self.processor = min(self.wall, wall), min(self.processor, processor)
        self.wall_sum += wall
        self.processor_sum += processor

    def seconds(self, processor_time: bool) -> float:
        """Of one household, or case."""
        return (self.processor if processor_time else self.wall) / self.each


def in_rounds(works: List[Work], rounds: int, least: float = 0.02) -> None:
    """A work shorter than `least` seconds is called again in its round."""
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for work in works:
                before = work.wall_sum
                work.run()
                while work.wall_sum - before < least:
                    work.run()
    finally:
        gc.enable()
