// What one function of a formula has gathered; see the header.
#include "adapters/import/gathered.h"

#include "adapters/import/text.h"

namespace segue::import {
namespace {

std::string Disagreement(const std::string& name, const std::string& first, std::int64_t first_line,
                         const std::string& second, std::int64_t second_line, bool is_contact) {
  return "column \"" + name + "\": the lines differ, \"" + first + "\" (line " + std::to_string(first_line) +
         ") and \"" + second + "\" (line " + std::to_string(second_line) + ")" +
         (is_contact ? "; a group belongs to one contact" : "; choose with first(), last(), min() or max()");
}

bool Replaces(Gathering gathering, bool less, bool greater) {
  return gathering == Gathering::kLast || (gathering == Gathering::kMin && less) ||
         (gathering == Gathering::kMax && greater);
}

}  // namespace

std::string Gathered::AddCopy(const GroupCell& cell, const Gatherer& gatherer, GatheredCell next) {
  const Gathering gathering = gatherer.gathering;
  const bool ordered = gathering == Gathering::kMin || gathering == Gathering::kMax;
  if (ordered && cell.read) {
    auto found = std::make_unique<Extreme>();
    if (std::string reason = cell.read(next.text, found->value); !reason.empty()) return reason;
    if (!empty()) {
      const adapters::FactValue& best = std::get<std::unique_ptr<Extreme>>(value_)->value;
      if (!Replaces(gathering, found->value < best, best < found->value)) return {};
    }
    found->text = next.text;
    value_ = std::move(found);
  } else if (empty() || Replaces(gathering, next.text<text(), next.text> text())) {
    value_.emplace<std::string>(next.text);
  } else {
    if (gathering != Gathering::kAgreed || text() == next.text) return {};
    return Disagreement(gatherer.text, Shown(text()), line_, Shown(next.text), next.line, cell.is_contact);
  }
  line_ = next.line;
  return {};
}

std::string Gathered::AddNumber(const Gatherer& gatherer, const Exact& number, std::int64_t line) {
  if (empty()) {
    value_ = number;
    line_ = line;
    return {};
  }
  Exact& held = std::get<Exact>(value_);
  const int order = Compare(number, held);
  if (gatherer.gathering == Gathering::kSum) {
    const std::optional<Exact> sum = Add(held, number);
    if (!sum) return gatherer.text + " is too large to be exact";
    held = *sum;
  } else if (gatherer.gathering == Gathering::kAgreed && order != 0) {
    return Disagreement(gatherer.text, ToText(held, 9).value_or("…"), line_, ToText(number, 9).value_or("…"), line,
                        false);
  } else if (Replaces(gatherer.gathering, order<0, order> 0)) {
    held = number;
    line_ = line;
  }
  return {};
}

void Gathered::AddDistinct(std::string_view text) {
  if (empty()) value_ = std::make_unique<Seen>();
  Seen& seen = *std::get<std::unique_ptr<Seen>>(value_);
  if (!seen.contains(text)) seen.emplace(text);
  line_ = 1;
}

const std::string& Gathered::text() const {
  if (const auto* extreme = std::get_if<std::unique_ptr<Extreme>>(&value_)) return (*extreme)->text;
  return std::get<std::string>(value_);
}

Exact Gathered::number(const Gatherer& gatherer) const {
  if (gatherer.gathering == Gathering::kCount) return {line_, 0};
  if (empty()) return {};
  if (const auto* seen = std::get_if<std::unique_ptr<Seen>>(&value_)) {
    return {static_cast<WideDigits>((*seen)->size()), 0};
  }
  return std::get<Exact>(value_);
}

std::size_t Gathered::extra_bytes() const {
  constexpr std::size_t kInside = 15;  // texts up to this length need no memory of their own
  constexpr std::size_t kSetNode = 80;
  if (const auto* text = std::get_if<std::string>(&value_)) return text->size() > kInside ? text->size() + 1 : 0;
  if (const auto* extreme = std::get_if<std::unique_ptr<Extreme>>(&value_)) {
    return *extreme ? sizeof(Extreme) + (*extreme)->text.size() : 0;
  }
  const auto* seen = std::get_if<std::unique_ptr<Seen>>(&value_);
  return seen != nullptr && *seen ? (*seen)->size() * kSetNode : 0;
}

}  // namespace segue::import
