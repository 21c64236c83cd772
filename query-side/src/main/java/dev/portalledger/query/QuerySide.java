package dev.portalledger.query;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.PropertySource;

/**
 * The module's one door for a launcher. Beans carry their full class names, so that another side in
 * the same process may have a class of the same simple name.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@PropertySource("classpath:query-side.properties")
public class QuerySide {}
