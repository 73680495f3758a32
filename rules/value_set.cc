// Sets of values: words with or without letter case, or ranges of what has an order.
#include "rules/value_set.h"

#include <algorithm>
#include <utility>

#include "unicode/unicode.h"

namespace segue::rules {

using engine::TestKind;

ValueSet::ValueSet(const engine::ValueTest& test) : missing_(test.negated), whole_(true) {
  if (test.kind == TestKind::kIsSet) {
    if (test.negated) values_ = Ranges{};  // no value at all
    return;
  }
  if (auto words = WordsOf(test)) {
    values_ = std::move(*words);
  } else if (auto ranges = RangesOf(test)) {
    values_ = test.negated ? Complement(*ranges) : std::move(*ranges);
  } else {
    whole_ = false;
  }
}

// ---------------------------------------------------------------- words

std::optional<ValueSet::Word> ValueSet::WordOf(const engine::Operand& operand) {
  if (const auto* flag = std::get_if<bool>(&operand.value)) return Word{*flag ? "true" : "false", {}};
  const auto* text = std::get_if<std::string>(&operand.value);
  if (text == nullptr) return {};
  return Word{unicode::FoldCase(*text), operand.exactly ? std::optional(*text) : std::nullopt};
}

bool ValueSet::Covers(const Word& wide, const Word& narrow) {
  return wide.folded == narrow.folded && (!wide.exact || wide.exact == narrow.exact);
}

bool ValueSet::Meet(const Word& a, const Word& b) { return Covers(a, b) || Covers(b, a); }

std::optional<ValueSet::Words> ValueSet::WordsOf(const engine::ValueTest& test) {
  if ((test.kind != TestKind::kEqual && test.kind != TestKind::kOneOf) || test.operands.empty()) return {};
  Words words{test.negated, {}};
  for (const engine::Operand& operand : test.operands) {
    auto word = WordOf(operand);
    if (!word) return {};
    words.words.push_back(std::move(*word));
  }
  if (!words.all_but || !std::holds_alternative<bool>(test.operands.front().value)) return words;
  Words rest;  // a flag has two values: not one of them is the other
  for (const char* flag : {"true", "false"}) {
    const Word word{flag, {}};
    const bool denied =
        std::any_of(words.words.begin(), words.words.end(), [&](const Word& w) { return Meet(w, word); });
    if (!denied) rest.words.push_back(word);
  }
  return rest;
}

void ValueSet::Intersect(const Words& other) {
  auto& mine = std::get<Words>(values_);
  if (mine.all_but && other.all_but) {
    mine.words.insert(mine.words.end(), other.words.begin(), other.words.end());
    return;
  }
  if (!mine.all_but && !other.all_but) {
    std::vector<Word> both;
    for (const Word& a : mine.words) {
      for (const Word& b : other.words) {
        if (Meet(a, b)) both.push_back(Covers(a, b) ? b : a);
      }
    }
    mine.words = std::move(both);
    return;
  }
  Words kept = mine.all_but ? other : mine;
  const Words& denied = mine.all_but ? mine : other;
  std::erase_if(kept.words, [&](const Word& word) {
    return std::any_of(denied.words.begin(), denied.words.end(), [&](const Word& w) { return Covers(w, word); });
  });
  // `fr` without the spelling `FR` is left as `fr`: more than there is.
  whole_ = whole_ && std::none_of(denied.words.begin(), denied.words.end(), [](const Word& w) { return w.exact; });
  values_ = std::move(kept);
}

bool ValueSet::IsWithin(const Words& a, const Words& b) {
  const auto some = [](const std::vector<Word>& words, const auto& test) {
    return std::any_of(words.begin(), words.end(), test);
  };
  if (a.all_but && !b.all_but) return false;
  if (a.all_but) {
    return std::all_of(b.words.begin(), b.words.end(), [&](const Word& denied) {
      return some(a.words, [&](const Word& word) { return Covers(word, denied); });
    });
  }
  return std::all_of(a.words.begin(), a.words.end(), [&](const Word& word) {
    return some(b.words, [&](const Word& w) { return b.all_but ? Meet(w, word) : Covers(w, word); }) != b.all_but;
  });
}

// ---------------------------------------------------------------- ranges

std::optional<ValueSet::Ranges> ValueSet::RangesOf(const engine::ValueTest& test) {
  if (test.operands.empty() || WordOf(test.operands.front())) return {};
  const engine::Value& first = test.operands.front().value;
  const auto from = [&](bool open) { return Ranges{{Range{Bound{first, open}, {}}}}; };
  const auto until = [&](bool open) { return Ranges{{Range{{}, Bound{first, open}}}}; };
  switch (test.kind) {
    case TestKind::kEqual:
      return Ranges{{Range{Bound{first}, Bound{first}}}};
    case TestKind::kBetween:
      if (test.operands.size() != 2) return {};  // several ranges
      return Ranges{{Range{Bound{first}, Bound{test.operands.back().value}}}};
    case TestKind::kLess:
      return until(true);
    case TestKind::kLessOrEqual:
      return until(false);
    case TestKind::kGreater:
      return from(true);
    case TestKind::kGreaterOrEqual:
      return from(false);
    case TestKind::kOneOf: {
      Ranges points;
      for (const engine::Operand& operand : test.operands) {
        points.ranges.push_back({Bound{operand.value}, Bound{operand.value}});
      }
      std::sort(points.ranges.begin(), points.ranges.end(),
                [](const Range& a, const Range& b) { return a.low->value < b.low->value; });
      return points;
    }
    default:
      return {};
  }
}

bool ValueSet::IsHollow(const Range& range) {
  if (!range.low || !range.high) return false;
  if (range.high->value < range.low->value) return true;
  return range.low->value == range.high->value && (range.low->open || range.high->open);
}

ValueSet::Range ValueSet::Overlap(const Range& a, const Range& b) {
  Range both = a;
  if (b.low && (!a.low || a.low->value < b.low->value || (a.low->value == b.low->value && b.low->open))) {
    both.low = b.low;
  }
  if (b.high && (!a.high || b.high->value < a.high->value || (a.high->value == b.high->value && b.high->open))) {
    both.high = b.high;
  }
  return both;
}

ValueSet::Ranges ValueSet::Complement(const Ranges& ranges) {
  Ranges gaps;
  std::optional<Bound> low;
  for (const Range& range : ranges.ranges) {
    if (IsHollow(range)) continue;
    if (range.low) gaps.ranges.push_back({low, Bound{range.low->value, !range.low->open}});
    if (!range.high) return gaps;
    low = Bound{range.high->value, !range.high->open};
  }
  gaps.ranges.push_back({low, {}});
  return gaps;
}

void ValueSet::Intersect(const Ranges& other) {
  Ranges both;
  for (const Range& a : std::get<Ranges>(values_).ranges) {
    for (const Range& b : other.ranges) {
      Range overlap = Overlap(a, b);
      if (!IsHollow(overlap)) both.ranges.push_back(std::move(overlap));
    }
  }
  values_ = std::move(both);
}

bool ValueSet::IsWithin(const Range& a, const Range& b) {
  if (IsHollow(a)) return true;
  const Range both = Overlap(a, b);
  const auto same = [](const std::optional<Bound>& x, const std::optional<Bound>& y) {
    return x.has_value() == y.has_value() && (!x || (x->value == y->value && x->open == y->open));
  };
  return same(both.low, a.low) && same(both.high, a.high);
}

bool ValueSet::IsWithin(const Ranges& a, const Ranges& b) {
  return std::all_of(a.ranges.begin(), a.ranges.end(), [&](const Range& range) {
    return IsHollow(range) ||
           std::any_of(b.ranges.begin(), b.ranges.end(), [&](const Range& wide) { return IsWithin(range, wide); });
  });
}

// ---------------------------------------------------------------- sets

void ValueSet::Intersect(const ValueSet& other) {
  missing_ = missing_ && other.missing_;
  whole_ = whole_ && other.whole_;
  if (std::holds_alternative<Any>(other.values_)) return;
  if (std::holds_alternative<Any>(values_)) {
    values_ = other.values_;
  } else if (values_.index() != other.values_.index()) {
    // `is missing` is a range without values; two kinds of values meet nowhere else.
    values_ = Ranges{};
  } else if (const auto* words = std::get_if<Words>(&other.values_)) {
    Intersect(*words);
  } else {
    Intersect(std::get<Ranges>(other.values_));
  }
}

bool ValueSet::IsEmpty() const {
  if (missing_ || std::holds_alternative<Any>(values_)) return false;
  if (const auto* words = std::get_if<Words>(&values_)) return !words->all_but && words->words.empty();
  const auto& ranges = std::get<Ranges>(values_).ranges;
  return std::all_of(ranges.begin(), ranges.end(), [](const Range& range) { return IsHollow(range); });
}

bool ValueSet::IsWithin(const ValueSet& other) const {
  if (!other.whole_ || (missing_ && !other.missing_)) return false;
  if (std::holds_alternative<Any>(other.values_)) return true;
  if (std::holds_alternative<Any>(values_)) return false;
  const auto* ranges = std::get_if<Ranges>(&values_);
  if (ranges != nullptr && ranges->ranges.empty()) return true;
  if (values_.index() != other.values_.index()) return false;
  if (ranges != nullptr) return IsWithin(*ranges, std::get<Ranges>(other.values_));
  return IsWithin(std::get<Words>(values_), std::get<Words>(other.values_));
}

}  // namespace segue::rules
