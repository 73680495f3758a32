// See measure_value.h. Worked example: 10.00 / 3 = 3.3333; 0.0001 × 0.5 = 0 and 0.0003 × 0.5 = 0.0002 (half-even).
#include "engine/measure_value.h"

#include <cmath>
#include <limits>
#include <vector>

namespace segue::engine {

namespace {

__extension__ using Wide = __int128;

/// A double holds every integer up to here.
constexpr double kExactIntegers = 9'007'199'254'740'992.0;

Cell MissingCell(NoValue reason) { return {std::int64_t{0}, reason}; }

bool Fits(Wide value) {
  return value >= std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

Wide DivideHalfEven(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  Wide quotient = numerator / denominator;
  const Wide remainder = numerator % denominator;
  const Wide twice = 2 * (remainder < 0 ? -remainder : remainder);
  const bool away = twice > denominator || (twice == denominator && quotient % 2 != 0);
  if (away) quotient += numerator < 0 ? -1 : 1;
  return quotient;
}

class Arithmetic {
 public:
  explicit Arithmetic(bool& too_large) : too_large_(too_large) {}

  Cell Apply(Expression::Kind kind, const Cell& a, const Cell& b) {
    switch (kind) {
      case Expression::Kind::kAdd:
      case Expression::Kind::kSubtract:
        return AddOrSubtract(a, b, kind == Expression::Kind::kAdd ? 1 : -1);
      case Expression::Kind::kMultiply:
        return Multiply(a, b);
      default:
        return Divide(a, b);
    }
  }

 private:
  static const std::int64_t* Count(const Cell& cell) { return std::get_if<std::int64_t>(&cell.value); }
  static const Money* Amount(const Cell& cell) { return std::get_if<Money>(&cell.value); }

  static double Number(const Cell& cell) {
    if (const auto* count = Count(cell)) return static_cast<double>(*count);
    if (const auto* money = Amount(cell)) return static_cast<double>(money->ten_thousandths) / kMoneyScale;
    return std::get<double>(cell.value);
  }

  Cell MoneyCell(Wide ten_thousandths) {
    if (!Fits(ten_thousandths)) too_large_ = true;
    return {Money{static_cast<std::int64_t>(ten_thousandths)}, NoValue::kNone};
  }

  /// Rounds half-even (the default rounding mode).
  Cell MoneyCell(long double ten_thousandths) {
    const long double rounded = std::rint(ten_thousandths);
    if (!(std::fabs(rounded) < 9.2e18L)) {
      too_large_ = true;
      return {Money{}, NoValue::kNone};
    }
    return {Money{static_cast<std::int64_t>(rounded)}, NoValue::kNone};
  }

  static Cell CountCell(Wide count) {
    if (!Fits(count)) return {static_cast<double>(count), NoValue::kNone};
    return {static_cast<std::int64_t>(count), NoValue::kNone};
  }

  Cell AddOrSubtract(const Cell& a, const Cell& b, int sign) {
    if (Amount(a) && Amount(b))
      return MoneyCell(Wide{Amount(a)->ten_thousandths} + sign * Wide{Amount(b)->ten_thousandths});
    if (Count(a) && Count(b)) return CountCell(Wide{*Count(a)} + sign * Wide{*Count(b)});
    return {Number(a) + sign * Number(b), NoValue::kNone};
  }

  Cell Multiply(const Cell& a, const Cell& b) {
    if (Amount(b) && !Amount(a)) return Multiply(b, a);
    if (Amount(a) && Count(b)) return MoneyCell(Wide{Amount(a)->ten_thousandths} * *Count(b));
    if (Amount(a)) return MoneyCell(static_cast<long double>(Amount(a)->ten_thousandths) * Number(b));
    if (Count(a) && Count(b)) return CountCell(Wide{*Count(a)} * *Count(b));
    return {Number(a) * Number(b), NoValue::kNone};
  }

  Cell Divide(const Cell& a, const Cell& b) {
    if (Number(b) == 0) return MissingCell(NoValue::kDivisionByZero);
    if (Amount(a) && Count(b)) return MoneyCell(DivideHalfEven(Amount(a)->ten_thousandths, *Count(b)));
    if (Amount(a) && !Amount(b)) return MoneyCell(static_cast<long double>(Amount(a)->ten_thousandths) / Number(b));
    return {Number(a) / Number(b), NoValue::kNone};
  }

  bool& too_large_;
};

/// A whole constant counts: `2 * purchases` is a count.
Cell ConstantCell(double number) {
  if (std::fabs(number) <= kExactIntegers && std::trunc(number) == number) {
    return {static_cast<std::int64_t>(number), NoValue::kNone};
  }
  return {number, NoValue::kNone};
}

/// Of the reasons why two operands have no value, the one that explains the result.
NoValue MoreTelling(NoValue a, NoValue b) {
  for (const NoValue reason : {NoValue::kNotRecorded, NoValue::kNoValues, NoValue::kDivisionByZero}) {
    if (a == reason || b == reason) return reason;
  }
  return NoValue::kNone;
}

/// A whole number may come from a count or from a figure that somebody else counted.
Cell EitherCell(const Cell& first, const Cell& second) {
  if (!HasValue(first)) return second;
  const auto* number = std::get_if<double>(&first.value);
  return number == nullptr ? first : ConstantCell(*number);
}

/// The last part tells the tier where there is one part more than allowances; where it has no value (no event has told
/// yet), the smallest tier that holds what is used.
Cell PlanCell(const PlanQuestion& question, const std::vector<Cell>& parts, Instant at) {
  const PlatformPlan& plan = *question.plan;
  std::vector<std::optional<double>> used;
  for (std::size_t i = 0; i < plan.allowances.size(); ++i) {
    used.push_back(HasValue(parts[i]) ? std::optional(NumberOf(parts[i].value)) : std::nullopt);
  }
  const bool told = parts.size() > used.size() && HasValue(parts.back());
  const PlanTier* tier =
      told ? plan.TierNamed(at, static_cast<std::size_t>(NumberOf(parts.back().value))) : plan.SmallestTier(at, used);
  if (tier == nullptr) return MissingCell(NoValue::kNoValues);
  if (!question.allowance) return {tier->price, NoValue::kNone};
  const std::optional<std::int64_t>& allowed = tier->allowances[*question.allowance];
  return allowed ? Cell{*allowed, NoValue::kNone} : MissingCell(NoValue::kNoValues);
}

}  // namespace

Cell EvaluateExpression(const Expression& expression, const std::function<Cell(std::uint32_t)>& measure, Instant at,
                        bool& too_large) {
  switch (expression.kind) {
    case Expression::Kind::kNumber:
      return ConstantCell(expression.number);
    case Expression::Kind::kMoney:
      return {expression.money, NoValue::kNone};
    case Expression::Kind::kMeasure:
      return measure(expression.measure);
    default:
      break;
  }
  std::vector<Cell> parts;
  for (const Expression& part : expression.parts) parts.push_back(EvaluateExpression(part, measure, at, too_large));
  if (expression.kind == Expression::Kind::kPlan) return PlanCell(expression.plan, parts, at);
  const Cell &a = parts[0], &b = parts[1];
  if (expression.kind == Expression::Kind::kEither) return EitherCell(a, b);
  const NoValue missing = MoreTelling(a.missing, b.missing);
  Cell result = missing != NoValue::kNone ? MissingCell(missing) : Arithmetic(too_large).Apply(expression.kind, a, b);
  result.incomplete = a.incomplete || b.incomplete;
  result.without = a.without + b.without;
  return result;
}

bool CellLess(const Cell& a, const Cell& b) {
  const auto number = [](const Cell& cell) -> long double {
    if (const auto* count = std::get_if<std::int64_t>(&cell.value)) return static_cast<long double>(*count);
    if (const auto* money = std::get_if<Money>(&cell.value)) return static_cast<long double>(money->ten_thousandths);
    return std::get<double>(cell.value);
  };
  return number(a) < number(b);
}

}  // namespace segue::engine
