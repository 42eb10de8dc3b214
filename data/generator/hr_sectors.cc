#include "data/generator/hr_sectors.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::hr::v1;

Sector Health() {
  return {"health",
          "Helse og omsorg",
          "Health and care",
          "bo- og omsorgsenhet",
          "care unit",
          pb::SERVICE_AREA_HEALTH_AND_CARE,
          4300,
          0.34,
          {{"registered-nurse", 0.30, 0.90, 42500, 0.985},
           {"health-worker", 0.38, 0.87, 36500, 0.995},
           {"care-assistant", 0.22, 0.75, 31500, 1.005},
           {"leader", 0.04, 0.80, 54500, 0.975},
           {"adviser", 0.06, 0.70, 45500, 0.98}}};
}

Sector Schools() {
  return {"schools",
          "Skole",
          "Schools",
          "skole",
          "school",
          pb::SERVICE_AREA_EDUCATION,
          3200,
          0.68,
          {{"teacher", 0.70, 0.72, 44500, 1.0},
           {"child-and-youth-worker", 0.20, 0.75, 35500, 1.0},
           {"leader", 0.05, 0.60, 57500, 0.985},
           {"adviser", 0.05, 0.70, 46000, 0.98}}};
}

Sector Kindergartens() {
  return {"kindergartens",
          "Barnehage",
          "Kindergartens",
          "barnehage",
          "kindergarten",
          pb::SERVICE_AREA_KINDERGARTENS,
          1500,
          0.72,
          {{"kindergarten-teacher", 0.42, 0.92, 40500, 1.005},
           {"child-and-youth-worker", 0.18, 0.85, 35500, 1.0},
           {"kindergarten-assistant", 0.36, 0.85, 31000, 1.01},
           {"leader", 0.04, 0.90, 50500, 0.99}}};
}

Sector Children() {
  return {"children",
          "Barnevern og helsetjenester til barn og unge",
          "Child welfare and health services for children and young people",
          "barne- og ungdomsenhet",
          "child and youth unit",
          pb::SERVICE_AREA_CHILDREN_AND_YOUTH,
          550,
          0.80,
          {{"child-welfare-officer", 0.45, 0.80, 41500, 0.995},
           {"public-health-nurse", 0.40, 0.95, 43500, 1.0},
           {"leader", 0.05, 0.75, 55500, 0.98},
           {"adviser", 0.10, 0.75, 46000, 0.98}}};
}

Sector Welfare() {
  return {"welfare",
          "Sosiale tjenester og arbeid",
          "Social services and employment",
          "velferdsenhet",
          "welfare unit",
          pb::SERVICE_AREA_WELFARE,
          450,
          0.85,
          {{"social-worker", 0.70, 0.75, 41500, 0.99},
           {"adviser", 0.25, 0.65, 46500, 0.98},
           {"leader", 0.05, 0.65, 56500, 0.98}}};
}

Sector Culture() {
  return {"culture",
          "Kultur og idrett",
          "Culture and sport",
          "kulturenhet",
          "culture unit",
          pb::SERVICE_AREA_CULTURE,
          250,
          0.62,
          {{"librarian", 0.80, 0.65, 40500, 0.99},
           {"leader", 0.06, 0.55, 54000, 0.98},
           {"adviser", 0.14, 0.60, 45500, 0.98}}};
}

Sector Technical() {
  return {"technical",
          "Teknisk, plan og miljø",
          "Roads, water, planning and environment",
          "teknisk enhet",
          "technical unit",
          pb::SERVICE_AREA_TECHNICAL,
          450,
          0.93,
          {{"engineer", 0.50, 0.35, 52500, 0.965},
           {"skilled-worker", 0.40, 0.10, 38500, 0.99},
           {"leader", 0.10, 0.35, 61500, 0.965}}};
}

Sector Property() {
  return {"property",
          "Eiendom",
          "Property",
          "driftsenhet",
          "operations unit",
          pb::SERVICE_AREA_PROPERTY,
          350,
          0.92,
          {{"caretaker", 0.70, 0.10, 38000, 0.99},
           {"engineer", 0.20, 0.30, 52000, 0.965},
           {"leader", 0.10, 0.35, 59500, 0.97}}};
}

Sector Administration() {
  return {"administration",
          "Ledelse, stab og fellestjenester",
          "Leadership, staff and shared services",
          "stabsenhet",
          "staff unit",
          pb::SERVICE_AREA_ADMINISTRATION,
          650,
          0.91,
          {{"adviser", 0.82, 0.60, 48500, 0.96}, {"leader", 0.18, 0.50, 66500, 0.965}}};
}

}  // namespace

const std::vector<Sector>& Sectors() {
  static const auto& sectors =
      *new std::vector<Sector>{Health(),  Schools(),   Kindergartens(), Children(),      Welfare(),
                               Culture(), Technical(), Property(),      Administration()};
  return sectors;
}

}  // namespace ett::reference
