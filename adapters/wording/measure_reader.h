// Reads formulas of metrics. Internal to this room.
#pragma once

#include "adapters/wording/reader.h"

namespace segue::wording {

class MeasureReader {
 public:
  explicit MeasureReader(const Reader& reader) : reader_(reader) {}

  std::string Read(const dsl::MetricDeclaration& metric) const;

 private:
  std::string Read(const dsl::Sum& sum, bool nested) const;
  std::string Read(const dsl::Product& product) const;
  std::string Read(const dsl::Factor& factor) const;
  std::string Read(const dsl::Measure& measure) const;
  std::string Read(const dsl::EventsMeasure& measure) const;
  std::string Read(const dsl::PropertyMeasure& measure) const;
  std::string Read(const dsl::LevelMeasure& measure) const;
  std::string Read(const dsl::DurationMeasure& measure) const;
  std::string Read(const dsl::PlanMeasure& measure) const;
  std::string Read(const dsl::Credit& credit) const;
  std::string Read(const dsl::Target& target) const;
  std::string Read(const dsl::Origin& origin) const;

  const Reader& reader_;
};

}  // namespace segue::wording
