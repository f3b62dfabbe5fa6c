package dev.assent.access;

import dev.assent.tenancy.Id;
import dev.assent.web.Viewer;
import dev.assent.web.Viewers;

import org.springframework.stereotype.Component;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Tells the page frame who is looking. */
@Component
class CurrentViewer implements Viewers {

    private final Platform platform;

    CurrentViewer(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Optional<Viewer> current() {
        return Visit.ongoing()
                .map(visit -> new Looking(visit, platform.isOperator(visit.member())));
    }

    private record Looking(Visit visit, boolean operator) implements Viewer {

        @Override
        public String name() {
            return visit.member().name();
        }

        @Override
        public String mail() {
            return visit.member().mail();
        }

        @Override
        public String role() {
            return visit.member().role().label();
        }

        @Override
        public boolean admin() {
            return visit.member().mayActAs(Role.ADMIN);
        }

        @Override
        public String business() {
            return visit.tenant().name();
        }

        @Override
        public Id businessId() {
            return visit.tenant().id();
        }

        @Override
        public ZoneId zone() {
            return visit.tenant().zone();
        }

        @Override
        public List<Other> others() {
            return visit.others().stream()
                    .map(other ->
                            new Other(
                                    other.tenant().id(),
                                    other.tenant().name(),
                                    other.member().role().label()))
                    .toList();
        }
    }
}
