"""The closed network of TRUTHS T6 and T7 in SimPy, as a yardstick: loader pool -> haul -> dump pool -> return.

    python closed_network.py TRUCKS LOADERS BAYS CYCLES SEED

Prints truck cycles, seconds of wall clock, and simulated cycles a minute.
"""

import random
import sys
import time

import simpy


def main() -> None:
    trucks, loaders, bays, wanted, seed = (int(argument) for argument in sys.argv[1:])
    draws = random.Random(seed)
    environment = simpy.Environment()
    loading = simpy.Resource(environment, capacity=loaders)
    dumping = simpy.Resource(environment, capacity=bays)
    done = environment.event()
    cycles = 0

    def truck():
        nonlocal cycles
        while True:
            yield environment.timeout(draws.expovariate(1 / 8))
            with loading.request() as turn:
                yield turn
                yield environment.timeout(draws.expovariate(1 / 3))
            yield environment.timeout(draws.expovariate(1 / 12))
            with dumping.request() as turn:
                yield turn
                yield environment.timeout(draws.expovariate(1))
            cycles += 1
            if cycles == wanted:
                done.succeed()

    for _ in range(trucks):
        environment.process(truck())
    start = time.perf_counter()
    environment.run(until=done)
    print(cycles, time.perf_counter() - start, cycles / environment.now)


main()
