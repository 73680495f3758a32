// Random values and tests; see random_program.h.
#include "tests/oracle/random_program.h"

namespace segue::oracle {

using engine::Operand;
using engine::TestKind;
using engine::Value;
using engine::ValueTest;
using engine::ValueType;

namespace {

const std::vector<std::string> kTexts{"FR", "fr", "BE", "\xC3\x89t\xC3\xA9", "\xC3\xA9t\xC3\xA9", "guide", "Guide 2"};
const std::vector<std::string> kChoices{"lead", "client"};
const std::vector<std::string> kPatterns{"^f", "e$", "g.*2", "R|E", "^(be|fr)$"};

TestKind RandomTextTest(RandomSource& random) {
  return random.Pick(std::vector<TestKind>{TestKind::kIsSet, TestKind::kEqual, TestKind::kEqual, TestKind::kOneOf,
                                           TestKind::kContains, TestKind::kStartsWith, TestKind::kEndsWith,
                                           TestKind::kMatches});
}

TestKind RandomOrderedTest(RandomSource& random) {
  return random.Pick(std::vector<TestKind>{TestKind::kIsSet, TestKind::kEqual, TestKind::kLess, TestKind::kLessOrEqual,
                                           TestKind::kGreater, TestKind::kGreaterOrEqual, TestKind::kOneOf,
                                           TestKind::kBetween});
}

TestKind RandomKind(RandomSource& random, ValueType type) {
  switch (type) {
    case ValueType::kText:
      return RandomTextTest(random);
    case ValueType::kChoice:
      return random.Pick(std::vector<TestKind>{TestKind::kIsSet, TestKind::kEqual, TestKind::kOneOf});
    case ValueType::kFlag:
      return random.Chance(20) ? TestKind::kIsSet : TestKind::kEqual;
    case ValueType::kList:
      return random.Pick(
          std::vector<TestKind>{TestKind::kIsSet, TestKind::kHasAny, TestKind::kHasAll, TestKind::kContains});
    default:
      return RandomOrderedTest(random);
  }
}

std::size_t OperandCount(RandomSource& random, TestKind kind) {
  if (kind == TestKind::kIsSet) return 0;
  if (kind == TestKind::kBetween) return random.Chance(25) ? 4 : 2;
  const bool many = kind == TestKind::kOneOf || kind == TestKind::kHasAny || kind == TestKind::kHasAll;
  return many ? 1 + random.Below<std::size_t>(2) : 1;
}

}  // namespace

Value RandomValue(RandomSource& random, ValueType type) {
  switch (type) {
    case ValueType::kText:
    case ValueType::kList:
      return random.Pick(kTexts);
    case ValueType::kChoice:
      return random.Pick(kChoices);
    case ValueType::kNumber:
      if (random.Chance(20)) return random.Pick(std::vector<double>{0.1, 0.2, 0.3, -0.1, 1e15});
      return static_cast<double>(random.Between(0, 4)) * 12.5;
    case ValueType::kMoney:
      return engine::Money{random.Between(-1, 3) * 499'000};
    case ValueType::kFlag:
      return random.Chance(50);
    case ValueType::kDate:
      return engine::Day{static_cast<std::int32_t>(random.Between(20'000, 20'003))};
    case ValueType::kTime:
      return engine::TimePoint{1'700'000'000'000 + random.Between(0, 3)};
  }
  return {};
}

ValueTest RandomTest(RandomSource& random, ValueType type) {
  ValueTest test;
  test.kind = RandomKind(random, type);
  test.negated = random.Chance(25);
  const std::size_t operands = OperandCount(random, test.kind);
  for (std::size_t i = 0; i < operands; ++i) {
    Operand operand{RandomValue(random, type), false};
    if (test.kind == TestKind::kMatches) operand.value = random.Pick(kPatterns);
    operand.exactly =
        std::holds_alternative<std::string>(operand.value) && type != ValueType::kChoice && random.Chance(30);
    test.operands.push_back(std::move(operand));
  }
  return test;
}

}  // namespace segue::oracle
