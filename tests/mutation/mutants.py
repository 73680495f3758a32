"""The mutants of the kernels: where they are, what they change, and which are known to mean the same."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNELS = ["kernel*.cc", "coverage*.cc", "run_writer.h", "day_cells.h", "batch_line.*", "plain_counting.cc",
           "intervals.cc", "lifecycle_runner.cc", "event_stream*.cc", "interval_writer.h", "existence_cut.cc",
           "workspace*.cc", "moments_cursor.h", "sequence_stream.cc", "aggregate_value.h", "exact_sum.cc",
           "value_codes.*", "date_moments.*", "field_holds.h", "value_test.cc"]
# Operators stand between blanks (clang-format sees to it), templates and includes do not.
FLIPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+ 1": "+ 0", "- 1": "- 0"}
SITE = re.compile(r"(?<= )(<=|>=|==|!=|<|>)(?= )|(?<= )[+-] 1\b(?![.'])")


class Mutant:
    def __init__(self, number, path, line_number, line, begin, end):
        self.number, self.path, self.line_number, self.line = number, path, line_number, line
        self.begin, self.end, self.found = begin, end, line[begin:end]
        self.mutated = line[:begin] + FLIPS[self.found] + line[end:]

    def __str__(self):
        return f"{self.path}:{self.line_number}: {self.line.strip()}  →  {self.mutated.strip()}"

    @property
    def key(self):  # stays the same when lines move
        return f"{self.path}: {self.mutated.strip()}"

    @property
    def switched(self):
        """What stands for the operator where the mutant can be switched on (switch.h)."""
        if self.found in ("+ 1", "- 1"):
            return f"{self.found[0]} segue::mutation::One<{self.number}>()"
        return f"{self.found} segue::mutation::Flip<{self.number}>{{}} {self.found}"


def code_of(line):
    """The line without its comment, and nothing of lines that only hold text."""
    if line.lstrip().startswith(("#", "//", "static_assert")) or "eserve(" in line:  # reserving means nothing
        return ""
    return line.split("//")[0]


def find_mutants():
    """All of them, numbered from 1."""
    mutants = []
    for pattern in KERNELS:
        for file in sorted((ROOT / "engine").glob(pattern)):
            path = str(file.relative_to(ROOT))
            for line_number, line in enumerate(file.read_text().splitlines(), 1):
                for site in SITE.finditer(code_of(line)):
                    mutants.append(Mutant(len(mutants) + 1, path, line_number, line, site.start(), site.end()))
    return mutants


def read_equivalent():
    """`path: mutated line  # why it means the same`, one a line."""
    known = {}
    for line in (ROOT / "tests/mutation/equivalent.txt").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            key, _, why = line.partition("  # ")
            known[key.strip()] = why.strip()
    return known


def with_switches(path, mutants):
    """The text of a source in which each of its mutants can be switched on."""
    lines = (ROOT / path).read_text().splitlines(keepends=True)
    for mutant in sorted(mutants, key=lambda mutant: mutant.begin, reverse=True):
        line = lines[mutant.line_number - 1]
        lines[mutant.line_number - 1] = line[:mutant.begin] + mutant.switched + line[mutant.end:]
    return "".join(lines)


def with_one(mutant):
    """The text of the source with this mutant alone."""
    lines = (ROOT / mutant.path).read_text().splitlines(keepends=True)
    lines[mutant.line_number - 1] = mutant.mutated + "\n"
    return "".join(lines)
