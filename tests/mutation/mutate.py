#!/usr/bin/env python3
"""Which faults in the kernels would no test notice?

Changes one comparison operator or one edge of a window at a time (`<` to `<=`, `==` to `!=`, `+ 1` to nothing, …) in the
sources named in mutants.py and runs the tests of the engine: those that tell small timelines first, the comparison with
the oracle last. A mutant that every test passes has survived. One that cannot be compiled does not count; neither does one
that means the same, if equivalent.txt says why.

All mutants are compiled into one copy of the tree and switched on one at a time (switch.h). Those that the compiler would
compute are built one by one after that.

usage: mutate.py [--build DIR] [--jobs N] [--pairs N] [--sample N] [--seed N] [--only TEXT] [--list]

Exit status 1 when 5 % or more survive, 3 when the tests fail without a mutation.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import time

from mutants import ROOT, find_mutants, read_equivalent, with_one, with_switches

TESTS = ["test_engine", "test_eval", "test_oracle"]
SURVIVAL_LIMIT = 0.05
TIME_LIMIT = 120  # seconds for one test binary: a mutant that hangs is noticed
SITE_OF_ERROR = re.compile(r"(engine/[\w.]+):(\d+):\d+:")


class Workshop:
    """A copy of the tree with its own build folder."""

    def __init__(self, folder, pairs):
        # Laid out as the tree itself is, so that the compiler cache has what no mutant changes.
        self.source, self.build = folder, folder / "build/dev"
        self.environment = dict(os.environ, SEGUE_FUZZ_PAIRS=str(pairs), SEGUE_SEED="1")
        self.copy_tree()
        flags = f"-D_GLIBCXX_ASSERTIONS -w -include {self.source}/tests/mutation/switch.h"
        subprocess.run(["cmake", "--preset", "dev", f"-DCMAKE_CXX_FLAGS={flags}", "-DCMAKE_CXX_FLAGS_DEBUG=-O1"],
                       cwd=self.source, check=True, stdout=subprocess.DEVNULL)

    def copy_tree(self):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        names = listed.decode().split("\0")
        self.source.mkdir(parents=True, exist_ok=True)
        for file in self.source.glob("*/**/*.cc"):  # a source that is gone would still be compiled
            if file.relative_to(self.source).parts[0] != "build" and str(file.relative_to(self.source)) not in names:
                file.unlink()
        for name in names:
            if name and (ROOT / name).is_file():
                self.write(name, (ROOT / name).read_bytes())

    def write(self, name, content):
        target = self.source / name
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def restore(self, path):
        self.write(path, (ROOT / path).read_bytes())

    def compile(self, tests):
        """What the compiler prints if it fails; it tries every file."""
        made = subprocess.run(["cmake", "--build", self.build, "--target", *tests, "--", "-k", "0"], capture_output=True, text=True)
        return made.stdout + made.stderr if made.returncode else ""

    def killer(self, number=0):
        """The test that notices the mutant, or ""."""
        for test in TESTS:
            try:
                run = subprocess.run([self.build / "tests" / test, "--abort"], capture_output=True, timeout=TIME_LIMIT,
                                     env=dict(self.environment, SEGUE_MUTANT=str(number)), cwd=self.source)
            except subprocess.TimeoutExpired:
                return test + " (does not end)"
            if run.returncode != 0:
                return test
        return ""


def put_switches(workshop, mutants):
    """Compiles the mutants in; returns those that can be switched on, and the others."""
    paths = {mutant.path for mutant in mutants}
    switched, others = mutants, []
    while True:
        for path in paths:
            workshop.write(path, with_switches(path, [mutant for mutant in switched if mutant.path == path]).encode())
        errors = workshop.compile(TESTS)
        if not errors:
            return switched, others
        sites = {(path, int(line)) for path, line in SITE_OF_ERROR.findall(errors)}
        refused = [mutant for mutant in switched if (mutant.path, mutant.line_number) in sites]
        if not refused:
            sys.exit("mutate.py: what cannot be compiled is no mutant\n" + errors[-4000:])
        others += refused
        switched = [mutant for mutant in switched if mutant not in refused]


def build_one(workshop, mutant):
    """What kills a mutant that is built alone; None when it cannot be compiled."""
    workshop.write(mutant.path, with_one(mutant).encode())
    killer = None if workshop.compile(TESTS) else workshop.killer()
    workshop.restore(mutant.path)
    return killer


def tell(mutant, killer, start):
    verdict = "does not compile" if killer is None else f"killed by {killer}" if killer else "SURVIVED"
    print(f"{mutant}: {verdict} ({time.monotonic() - start:.1f} s)", flush=True)
    return mutant, killer


def try_all(workshop, mutants, jobs):
    """Pairs of a mutant and what kills it."""
    switched, others = put_switches(workshop, mutants)
    if workshop.killer():
        print("the tests fail without any mutation; correct that first", file=sys.stderr)
        sys.exit(3)

    def switch_on(mutant):
        start = time.monotonic()
        return tell(mutant, workshop.killer(mutant.number), start)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        verdicts = list(pool.map(switch_on, switched))
    for path in {mutant.path for mutant in mutants} if others else ():
        workshop.restore(path)
    for mutant in others:
        start = time.monotonic()
        verdicts.append(tell(mutant, build_one(workshop, mutant), start))
    return verdicts


def read_arguments():
    parser = argparse.ArgumentParser(description="Mutation check of the engine's kernels.")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/mutation", help="where the copy is built")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="mutants that are tried at once")
    parser.add_argument("--pairs", type=int, default=20000, help="pairs that the oracle compares per mutant")
    parser.add_argument("--sample", type=int, help="only so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only mutants whose path contains this")
    parser.add_argument("--list", action="store_true", help="show the mutants and stop")
    return parser.parse_args()


def choose(arguments, equivalent):
    mutants = find_mutants()
    for key in sorted(set(equivalent) - {mutant.key for mutant in mutants}):
        print("equivalent.txt speaks of a line that is gone:", key)
    mutants = [mutant for mutant in mutants if arguments.only in mutant.path and mutant.key not in equivalent]
    if arguments.sample and arguments.sample < len(mutants):
        mutants = sorted(random.Random(arguments.seed).sample(mutants, arguments.sample), key=lambda mutant: mutant.number)
    return mutants


def main():
    arguments = read_arguments()
    equivalent = read_equivalent()
    mutants = choose(arguments, equivalent)
    if arguments.list:
        print(*mutants, sep="\n")
        return 0
    workshop = Workshop(arguments.build.resolve(), arguments.pairs)
    verdicts = try_all(workshop, mutants, arguments.jobs)
    survivors = [mutant for mutant, killer in verdicts if killer == ""]
    counted = sum(killer is not None for mutant, killer in verdicts)
    print(f"\n{counted} mutants, {len(survivors)} survived; {len(equivalent)} known to mean the same were not tried")
    print(*survivors, sep="\n")
    return 1 if counted and len(survivors) / counted >= SURVIVAL_LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
