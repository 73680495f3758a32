#!/usr/bin/env python3
"""Which faults in the kernels would no test notice?

Changes one comparison operator or one edge of a window at a time (`<` to `<=`, `==` to `!=`, `+ 1` to nothing, …) in the
sources named in KERNELS, in a copy of the tree, rebuilds and runs the tests of the engine: those that tell small timelines
first, the comparison with the oracle last. A mutant that every test passes has survived. One that cannot be compiled does
not count; neither does one that means the same, if equivalent.txt says why.

usage: mutate.py [--build DIR] [--jobs N] [--pairs N] [--sample N] [--seed N] [--only TEXT] [--part K/N] [--list]

Exit status 1 when 5 % or more survive, 3 when the tests fail without a mutation.
"""
import argparse
import concurrent.futures
import os
import pathlib
import queue
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNELS = ["kernel*.cc", "coverage*.cc", "run_writer.h", "day_cells.h", "batch_line.*", "plain_counting.cc",
           "intervals.cc", "lifecycle_runner.cc", "event_stream*.cc", "interval_writer.h", "existence_cut.cc",
           "workspace*.cc", "moments_cursor.h", "sequence_stream.cc", "aggregate_value.h", "exact_sum.cc",
           "value_codes.*", "date_moments.*", "field_holds.h", "value_test.cc"]
# Operators stand between blanks (clang-format sees to it), templates and includes do not.
FLIPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+ 1": "+ 0", "- 1": "- 0"}
SITE = re.compile(r"(?<= )(<=|>=|==|!=|<|>)(?= )|(?<= )[+-] 1\b(?![.'])")
TESTS = ["test_engine", "test_eval", "test_oracle"]
SURVIVAL_LIMIT = 0.05
TIME_LIMIT = 90  # seconds for one test binary: a mutant that hangs is noticed


class Mutant:
    def __init__(self, path, line_number, line, begin, end):
        self.path, self.line_number, self.line = path, line_number, line
        self.found = line[begin:end]
        self.mutated = line[:begin] + FLIPS[self.found] + line[end:]

    def __str__(self):
        return f"{self.path}:{self.line_number}: {self.line.strip()}  →  {self.mutated.strip()}"

    @property
    def key(self):  # stays the same when lines move
        return f"{self.path}: {self.mutated.strip()}"


def code_of(line):
    """The line without its comment, and nothing of lines that only hold text."""
    if line.lstrip().startswith(("#", "//", "static_assert")) or "eserve(" in line:  # reserving means nothing
        return ""
    return line.split("//")[0]


def find_mutants():
    for pattern in KERNELS:
        for file in sorted((ROOT / "engine").glob(pattern)):
            path = str(file.relative_to(ROOT))
            for number, line in enumerate(file.read_text().splitlines(), 1):
                for site in SITE.finditer(code_of(line)):
                    yield Mutant(path, number, line, site.start(), site.end())


def read_equivalent():
    """`path: mutated line  # why it means the same`, one a line."""
    known = {}
    for line in (ROOT / "tests/mutation/equivalent.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, why = line.partition("  # ")
            known[key.strip()] = why.strip()
    return known


class Workshop:
    """A copy of the tree with its own build folder."""

    def __init__(self, folder, pairs):
        # Laid out as the tree itself is, so that the compiler cache has what no mutant changes.
        self.source, self.build = folder, folder / "build/dev"
        self.environment = dict(os.environ, SEGUE_FUZZ_PAIRS=str(pairs), SEGUE_SEED="1")
        self.copy_tree()
        subprocess.run(["cmake", "--preset", "dev", "-DCMAKE_CXX_FLAGS=-D_GLIBCXX_ASSERTIONS", "-DCMAKE_CXX_FLAGS_DEBUG=-O1"],
                       cwd=self.source, check=True, stdout=subprocess.DEVNULL)

    def copy_tree(self):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        names = listed.decode().split("\0")
        self.source.mkdir(parents=True, exist_ok=True)
        for file in self.source.glob("*/**/*.cc"):  # a source that is gone would still be compiled
            if file.relative_to(self.source).parts[0] != "build" and str(file.relative_to(self.source)) not in names:
                file.unlink()
        for name in names:
            if not name or not (ROOT / name).is_file():
                continue
            target = self.source / name
            text = (ROOT / name).read_bytes()
            if not target.is_file() or target.read_bytes() != text:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text)

    def compiles(self, test):
        return subprocess.run(["cmake", "--build", self.build, "--target", test], capture_output=True).returncode == 0

    def killer(self):
        """The test that notices, or None. A test is only built when those before it noticed nothing."""
        for test in TESTS:
            if test != TESTS[0] and not self.compiles(test):
                sys.exit(f"mutate.py: {test} cannot be built")
            try:
                run = subprocess.run([self.build / "tests" / test, "--abort"], capture_output=True, timeout=TIME_LIMIT,
                                     env=self.environment, cwd=self.source)
            except subprocess.TimeoutExpired:
                return test + " (does not end)"
            if run.returncode != 0:
                return test
        return None

    def put(self, mutant):
        file = self.source / mutant.path
        lines = (ROOT / mutant.path).read_text().splitlines(keepends=True)
        lines[mutant.line_number - 1] = mutant.mutated + "\n"
        file.write_text("".join(lines))

    def restore(self, mutant):
        (self.source / mutant.path).write_bytes((ROOT / mutant.path).read_bytes())


def read_arguments():
    parser = argparse.ArgumentParser(description="Mutation check of the engine's kernels.")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/mutation", help="where the copy is built")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="copies of the tree that are worked on at once")
    parser.add_argument("--pairs", type=int, default=20000, help="pairs that the oracle compares per mutant")
    parser.add_argument("--sample", type=int, help="only so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only mutants whose path contains this")
    parser.add_argument("--part", default="1/1", help="only the K-th of N equal parts, so that several machines share the work")
    parser.add_argument("--list", action="store_true", help="show the mutants and stop")
    return parser.parse_args()


def choose(arguments, equivalent):
    mutants = [mutant for mutant in find_mutants() if arguments.only in mutant.path]
    unused = sorted(set(equivalent) - {mutant.key for mutant in find_mutants()})
    for key in unused:
        print("equivalent.txt speaks of a line that is gone:", key)
    mutants = [mutant for mutant in mutants if mutant.key not in equivalent]
    part, parts = map(int, arguments.part.split("/"))
    mutants = mutants[len(mutants) * (part - 1) // parts:len(mutants) * part // parts]
    if arguments.sample and arguments.sample < len(mutants):
        chosen = random.Random(arguments.seed).sample(range(len(mutants)), arguments.sample)
        mutants = [mutants[index] for index in sorted(chosen)]
    return mutants


def try_one(workshop, mutant):
    """The verdict: None when it cannot be compiled, else what killed it, or ""."""
    workshop.put(mutant)
    killer = (workshop.killer() or "") if workshop.compiles(TESTS[0]) else None
    workshop.restore(mutant)
    return killer


def try_all(workshops, mutants):
    free = queue.SimpleQueue()
    for workshop in workshops:
        free.put(workshop)

    def run(numbered):
        number, mutant = numbered
        workshop, start = free.get(), time.monotonic()
        killer = try_one(workshop, mutant)
        free.put(workshop)
        verdict = "does not compile" if killer is None else f"killed by {killer}" if killer else "SURVIVED"
        print(f"[{number}/{len(mutants)}] {mutant}: {verdict} ({time.monotonic() - start:.1f} s)", flush=True)
        return killer

    with concurrent.futures.ThreadPoolExecutor(len(workshops)) as pool:
        killers = list(pool.map(run, enumerate(mutants, 1)))
    survivors = [mutant for mutant, killer in zip(mutants, killers) if killer == ""]
    return survivors, sum(killer is not None for killer in killers)


def main():
    arguments = read_arguments()
    equivalent = read_equivalent()
    mutants = choose(arguments, equivalent)
    if arguments.list:
        print(*mutants, sep="\n")
        return 0
    build = arguments.build.resolve()
    workshops = [Workshop(build / str(number), arguments.pairs) for number in range(arguments.jobs)]
    if not all(workshop.compiles(test) for workshop in workshops for test in TESTS) or workshops[0].killer() is not None:
        print("the tests fail without any mutation; correct that first", file=sys.stderr)
        return 3
    survivors, counted = try_all(workshops, mutants)
    print(f"\n{counted} mutants, {len(survivors)} survived; {len(equivalent)} known to mean the same were not tried")
    print(*survivors, sep="\n")
    return 1 if counted and len(survivors) / counted >= SURVIVAL_LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
