"""Times several works beside each other: each runs once a round, so that what slows the machine for a while slows all of them,
and the best round counts. Kept are both clocks: time as it passes, and what the process had of processors, which others on the
machine do not lengthen but which counts all threads together; and the share that the calling thread had of the latter."""

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
    calling_sum: float = 0
    processor_sum: float = 0

    def run(self) -> None:
        calling, used, began = time.thread_time(), time.process_time(), time.perf_counter()
        made = self.call()
        wall, processor = time.perf_counter() - began, time.process_time() - used
        self.calling_sum += time.thread_time() - calling
        del made
        self.after()
        self.wall, self.processor = min(self.wall, wall), min(self.processor, processor)
        self.wall_sum += wall
        self.processor_sum += processor

    def seconds(self, processor_time: bool) -> float:
        """Of one household, or case."""
        return (self.processor if processor_time else self.wall) / self.each

    def calling_share(self) -> float:
        """Of the processor time of all calls, what was the calling thread's: Python's and the reader's, where the library has
        threads of its own."""
        return self.calling_sum / self.processor_sum


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
