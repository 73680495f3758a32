// Boost.Math behind these functions.
#include "statistics/distributions.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/complement.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/policies/policy.hpp>
#include <cmath>
#include <numbers>

namespace segue::statistics {
namespace {

namespace policies = boost::math::policies;

// An argument out of range is a fault of the caller and gives NaN: nothing here may throw.
using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>>;
using Normal = boost::math::normal_distribution<double, Quiet>;
using Student = boost::math::students_t_distribution<double, Quiet>;
using Binomial = boost::math::binomial_distribution<double, Quiet>;
using ChiSquare = boost::math::chi_squared_distribution<double, Quiet>;

}  // namespace

double CriticalZ(double level) { return boost::math::quantile(boost::math::complement(Normal(), (1 - level) / 2)); }

double CriticalT(double level, double degrees) {
  return boost::math::quantile(boost::math::complement(Student(degrees), (1 - level) / 2));
}

double TwoSidedNormal(double z) { return std::erfc(std::fabs(z) / std::numbers::sqrt2); }

double TwoSidedStudent(double t, double degrees) {
  return 2 * boost::math::cdf(boost::math::complement(Student(degrees), std::fabs(t)));
}

double ChiSquareTail(double chi_square, double degrees) {
  return boost::math::cdf(boost::math::complement(ChiSquare(degrees), chi_square));
}

double BinomialAtMost(double count, double trials, double share) {
  return boost::math::cdf(Binomial(trials, share), count);
}

double BinomialAtLeast(double count, double trials, double share) {
  if (count <= 0) return 1;
  return boost::math::cdf(boost::math::complement(Binomial(trials, share), count - 1));
}

}  // namespace segue::statistics
