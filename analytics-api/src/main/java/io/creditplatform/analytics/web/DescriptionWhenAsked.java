package io.creditplatform.analytics.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Has springdoc's parts made when the description is asked for. They ask Spring to make them when the server starts, since some
 * change what others read and nobody refers to them; the one that answers now waits for all of these. What a part would do at the
 * end of the start is not done: that is about versions of paths alone, which this server does not have. Where the build has written
 * down the beans, it has done so with all of that, and there is nothing left to do here.
 */
final class DescriptionWhenAsked implements BeanFactoryPostProcessor {

    /** Springdoc's name of the part that answers. */
    private static final String ANSWERING = "openApiResource";

    private static final String PACKAGES = "org.springdoc.";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        BeanDefinition answering = beans.getBeanDefinition(ANSWERING);
        String[] awaited = answering.getDependsOn();
        List<String> others = new ArrayList<>(awaited == null ? List.of() : List.of(awaited));
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition bean = beans.getBeanDefinition(name);
            if (isOfSpringdoc(bean)
                    && bean instanceof AbstractBeanDefinition part
                    && Boolean.FALSE.equals(part.getLazyInit())) {
                part.setLazyInit(true);
                if (!name.equals(ANSWERING)) {
                    others.add(name);
                }
            }
        }
        answering.setDependsOn(others.toArray(String[]::new));
    }

    private static boolean isOfSpringdoc(BeanDefinition bean) {
        return bean.getFactoryMethodName() != null
                && String.valueOf(bean.getFactoryBeanName()).startsWith(PACKAGES);
    }
}
