package io.creditplatform.service;

import io.creditplatform.http.ProblemValve;

/** The same for a server that has things done, too. Tomcat makes it by its name. */
public final class ServiceProblemValve extends ProblemValve {

    @Override
    protected String methods() {
        return ServiceProblems.METHODS;
    }
}
