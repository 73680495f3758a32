// Writes a match as bytes without ambiguity: every part is preceded by its kind, every text and list by its length.
#include "engine/match_key.h"

#include <bit>
#include <type_traits>

namespace segue::engine {
namespace {

class KeyWriter {
 public:
  explicit KeyWriter(std::string& key) : key_(key) {}

  void Number(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) key_.push_back(static_cast<char>(number >> shift & 0xFF));
  }

  void Write(const EventMatch& match) {
    Number(match.kind);
    Number(match.filter ? 1 : 0);
    if (match.filter) Write(*match.filter);
  }

 private:
  void Text(const std::string& text) {
    Number(text.size());
    key_ += text;
  }

  void Write(const Operand& operand) {
    Number(operand.exactly ? 1 : 0);
    Number(operand.value.index());
    std::visit([this](const auto& value) { WriteValue(value); }, operand.value);
  }
  void WriteValue(const std::string& text) { Text(text); }
  void WriteValue(double number) { Number(std::bit_cast<std::uint64_t>(number)); }
  void WriteValue(Money money) { Number(static_cast<std::uint64_t>(money.ten_thousandths)); }
  void WriteValue(bool flag) { Number(flag ? 1 : 0); }
  void WriteValue(Day day) { Number(static_cast<std::uint64_t>(day.days)); }
  void WriteValue(TimePoint time) { Number(static_cast<std::uint64_t>(time.instant)); }

  void Write(const PropertyTest& test) {
    Number(test.property);
    Number(static_cast<std::uint64_t>(test.test.kind));
    Number(test.test.negated ? 1 : 0);
    Number(test.test.operands.size());
    for (const Operand& operand : test.test.operands) Write(operand);
  }
  void Write(const DatePropertyTest& test) {
    Number(test.property);
    Number(test.when.index());
    std::visit([this](const auto& window) { WriteWindow(window); }, test.when);
  }
  void WriteWindow(const RelativeWindow& window) {
    for (const auto& bound : {window.lower, window.upper}) {
      Number(bound ? 1 : 0);
      if (!bound) continue;
      Number(static_cast<std::uint64_t>(bound->period.unit));
      Number(static_cast<std::uint64_t>(bound->period.months));
      Number(static_cast<std::uint64_t>(bound->period.days));
      Number(bound->end ? 1 : 0);
    }
  }
  void WriteWindow(const auto& window) {
    Number(static_cast<std::uint64_t>(window.length.milliseconds));
    Number(static_cast<std::uint64_t>(window.length.months));
  }
  void Write(const std::vector<Predicate>& parts) {
    Number(parts.size());
    for (const Predicate& part : parts) Write(part);
  }
  void Write(const PredicateAll& all) { Write(all.parts); }
  void Write(const PredicateAny& any) { Write(any.parts); }
  void Write(const PredicateNot& negation) { Write(negation.part); }
  void Write(const Predicate& predicate) {
    Number(predicate.node.index());
    std::visit([this](const auto& node) { Write(node); }, predicate.node);
  }

  std::string& key_;
};

}  // namespace

std::string KeyOf(const EventMatch& match) {
  std::string key;
  KeyWriter(key).Write(match);
  return key;
}

}  // namespace segue::engine
