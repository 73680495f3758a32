// What is known of a set of property values while values come and go: their sum, average, largest, smallest, or how
// many are distinct. One class each; a sweep (engine/kernel_aggregate.cc) is written once over them:
//
//   Open(values)  forgets everything; `values` are the ones that may come, for classes that number them
//   Enter, Leave  a value comes, or goes; each goes after it came
//   Passes(test, now)  whether the present value passes
//   Result(type)  the present value itself, of the property's type; none where it is missing
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "engine/exact_sum.h"
#include "engine/value_codes.h"

namespace segue::engine {

/// One value, and the moments at which it counts.
struct CoveredValue {
  Instant start = 0, end = 0;
  ValueCode code = kNoCode;
};

/// A comparison with a result that is computed on the way. Operands of another type than the result's are not expected.
class ResultTest {
 public:
  explicit ResultTest(const ValueTest& test) : kind_(test.kind), negated_(test.negated) {
    for (const Operand& operand : test.operands) operands_.push_back(operand.value);
  }

  const Value& operand(std::size_t i) const { return operands_[i]; }
  /// A missing result passes only a negated test.
  bool MissingPasses() const { return negated_; }
  /// `order(i)` compares the result with operand i, like <=>.
  template <typename Order>
  bool Passes(Order order) const {
    return Holds(order) != negated_;
  }

 private:
  template <typename Order>
  bool Holds(Order order) const {
    switch (kind_) {
      case TestKind::kEqual:
        return order(0) == 0;
      case TestKind::kLess:
        return order(0) < 0;
      case TestKind::kLessOrEqual:
        return order(0) <= 0;
      case TestKind::kGreater:
        return order(0) > 0;
      case TestKind::kGreaterOrEqual:
        return order(0) >= 0;
      case TestKind::kBetween:
        return order(0) >= 0 && order(1) <= 0;
      default:
        return false;
    }
  }

  TestKind kind_;
  bool negated_;
  std::vector<Value> operands_;
};

/// Sum (or average) of money, exact: an average is compared as sum against operand × count.
template <bool kAverage>
class MoneySum {
 public:
  void Open(std::span<const CoveredValue>) { sum_ = count_ = 0; }
  void Enter(const CoveredValue& value) {
    sum_ += IntegerOfCode(value.code);
    ++count_;
  }
  void Leave(const CoveredValue& value) {
    sum_ -= IntegerOfCode(value.code);
    --count_;
  }
  bool Passes(const ResultTest& test, Instant) const {
    if (kAverage && count_ == 0) return test.MissingPasses();
    return test.Passes([&](std::size_t i) {
      const Wide bound = std::get<Money>(test.operand(i)).ten_thousandths;
      return sum_ <=> (kAverage ? bound * count_ : bound);
    });
  }
  /// An average is rounded to the ten-thousandth, halves away from zero.
  std::optional<Value> Result(ValueType) const {
    if (!kAverage) return Money{static_cast<std::int64_t>(sum_)};
    if (count_ == 0) return {};
    const Wide half = sum_ < 0 ? -count_ : count_;
    return Money{static_cast<std::int64_t>((2 * sum_ + half) / (2 * count_))};
  }

 private:
  __extension__ using Wide = __int128;
  Wide sum_ = 0, count_ = 0;
};

/// Sum or average of numbers: the exact sum, rounded once, and divided by the count.
class NumberSum {
 public:
  explicit NumberSum(bool average) : average_(average) {}
  void Open(std::span<const CoveredValue>) {
    sum_.Clear();
    count_ = 0;
  }
  void Enter(const CoveredValue& value) {
    sum_.Add(NumberOfCode(value.code));
    ++count_;
  }
  void Leave(const CoveredValue& value) {
    sum_.Subtract(NumberOfCode(value.code));
    --count_;
  }
  bool Passes(const ResultTest& test, Instant) {
    if (average_ && count_ == 0) return test.MissingPasses();
    const double sum = sum_.Rounded();
    const double result = average_ ? sum / static_cast<double>(count_) : sum;
    return test.Passes([&](std::size_t i) { return result <=> std::get<double>(test.operand(i)); });
  }
  std::optional<Value> Result(ValueType) {
    if (!average_) return sum_.Rounded();
    if (count_ == 0) return {};
    return sum_.Rounded() / static_cast<double>(count_);
  }

 private:
  bool average_;
  ExactSum sum_;
  std::int64_t count_ = 0;
};

/// Largest or smallest of an ordered type. A lazy heap: a value that is no longer there is dropped when it is on top.
class Extreme {
 public:
  explicit Extreme(bool largest) : order_{largest} {}
  void Open(std::span<const CoveredValue>) { heap_.clear(); }
  void Enter(const CoveredValue& value) {
    heap_.push_back(value);
    std::push_heap(heap_.begin(), heap_.end(), order_);
  }
  void Leave(const CoveredValue&) {}
  bool Passes(const ResultTest& test, Instant now) {
    while (!heap_.empty() && heap_.front().end <= now) {
      std::pop_heap(heap_.begin(), heap_.end(), order_);
      heap_.pop_back();
    }
    if (heap_.empty()) return test.MissingPasses();
    return test.Passes([&](std::size_t i) { return heap_.front().code <=> std::visit(CodeOf{}, test.operand(i)); });
  }
  std::optional<Value> Result(ValueType type) const {
    if (heap_.empty()) return {};
    const ValueCode code = heap_.front().code;
    if (type == ValueType::kNumber) return NumberOfCode(code);
    const std::int64_t integer = IntegerOfCode(code);
    if (type == ValueType::kMoney) return Money{integer};
    if (type == ValueType::kDate) return Day{static_cast<std::int32_t>(integer)};
    return TimePoint{integer};
  }

 private:
  struct CodeOf {
    ValueCode operator()(double number) const { return CodeOfNumber(number); }
    ValueCode operator()(Money money) const { return CodeOfInteger(money.ten_thousandths); }
    ValueCode operator()(Day day) const { return CodeOfInteger(day.days); }
    ValueCode operator()(TimePoint time) const { return CodeOfInteger(time.instant); }
    ValueCode operator()(const auto&) const { return kNoCode; }
  };
  /// Orders the heap so that the extreme is on top.
  struct Order {
    bool largest;
    bool operator()(const CoveredValue& a, const CoveredValue& b) const {
      return largest ? a.code < b.code : b.code < a.code;
    }
  };

  Order order_;
  std::vector<CoveredValue> heap_;
};

/// How many distinct values there are: values are numbered per contact, and counted by number.
class DistinctCount {
 public:
  void Open(std::span<const CoveredValue> values) {
    codes_.clear();
    for (const CoveredValue& value : values) codes_.push_back(value.code);
    std::sort(codes_.begin(), codes_.end());
    codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
    counts_.assign(codes_.size(), 0);
    distinct_ = 0;
  }
  void Enter(const CoveredValue& value) { distinct_ += counts_[NumberOf(value)]++ == 0 ? 1 : 0; }
  void Leave(const CoveredValue& value) { distinct_ -= --counts_[NumberOf(value)] == 0 ? 1 : 0; }
  bool Passes(const ResultTest& test, Instant) const {
    return test.Passes(
        [&](std::size_t i) { return static_cast<double>(distinct_) <=> std::get<double>(test.operand(i)); });
  }
  std::optional<Value> Result(ValueType) const { return static_cast<double>(distinct_); }

 private:
  std::size_t NumberOf(const CoveredValue& value) const {
    return static_cast<std::size_t>(std::lower_bound(codes_.begin(), codes_.end(), value.code) - codes_.begin());
  }

  std::vector<ValueCode> codes_;  // distinct, ascending
  std::vector<std::uint32_t> counts_;
  std::int64_t distinct_ = 0;
};

}  // namespace segue::engine
